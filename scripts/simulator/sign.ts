import { sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A connection id may become a file name: nothing else may. */
export function isConnectionId(text: unknown): text is string {
  return typeof text === "string" && uuidPattern.test(text);
}

/**
 * The headers of a signed post as SendGrid makes them: ECDSA P-256 with SHA-256 over timestamp + raw body, base64 DER. The private key
 * is the connection's own, in DATA_DIR/simulator-keys. @throws Error when it is not there
 */
export function signedHeaders(
  dataDir: string,
  connectionId: string,
  body: string,
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  const key = readFileSync(join(dataDir, "simulator-keys", `${connectionId}.pem`), "utf8");
  return {
    "content-type": "application/json",
    "x-twilio-email-event-webhook-signature": sign("sha256", Buffer.from(timestamp + body), key).toString("base64"),
    "x-twilio-email-event-webhook-timestamp": timestamp,
  };
}

import { createHmac } from "node:crypto";
import { SetupError } from "./setup-error.ts";
import { waitUntil } from "./wait.ts";

/**
 * The signature header of a request to /api/inngest: HMAC-SHA256 over the canonical JSON and the time, keyed with the
 * text after the key's prefix.
 * @param signingKey `signkey-<environment>-<hex>`
 * @param canonicalBody RFC 8785 text of the body
 */
export function inngestSignature(signingKey: string, canonicalBody: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000);
  const key = signingKey.replace(/^signkey-\w+-/, "");
  return `t=${seconds}&s=${createHmac("sha256", key).update(`${canonicalBody}${seconds}`).digest("hex")}`;
}

/**
 * Asks the console to register its functions with the Inngest server, again and again while either is still starting.
 * @param origin where the console is reached from here, e.g. `http://127.0.0.1:3000`
 * @throws SetupError with the last answer
 */
export async function registerFunctions(origin: string, signingKey: string): Promise<void> {
  let problem: string | null = null;
  const isDone = await waitUntil(
    async () => {
      problem = await registerOnce(origin, signingKey);
      return problem === null;
    },
    { timeoutMs: 60_000, everyMs: 500 },
  );
  if (!isDone) throw new SetupError(`The console could not register its functions with Inngest: ${problem}`);
}

/** Asks once. @returns null when the functions are registered, else why not */
export async function registerOnce(origin: string, signingKey: string): Promise<string | null> {
  try {
    const response = await fetch(`${origin}/api/inngest`, {
      method: "PUT",
      body: "{}",
      headers: {
        "content-type": "application/json",
        "x-inngest-signature": inngestSignature(signingKey, "{}", Date.now()),
      },
      signal: AbortSignal.timeout(20_000),
    });
    const text = (await response.text()).slice(0, 300);
    return response.ok ? null : `${response.status} ${text}`;
  } catch (error) {
    return String(error);
  }
}

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
 * @throws SetupError with the last answer
 */
export async function registerFunctions(consolePort: number, signingKey: string): Promise<void> {
  let last = "no answer";
  const done = await waitUntil(
    async () => {
      const answer = await putRegistration(`http://127.0.0.1:${consolePort}/api/inngest`, signingKey);
      last = answer.text;
      return answer.ok;
    },
    { timeoutMs: 60_000, everyMs: 500 },
  );
  if (!done) throw new SetupError(`The console could not register its functions with Inngest: ${last}`);
}

async function putRegistration(url: string, signingKey: string): Promise<{ ok: boolean; text: string }> {
  try {
    const response = await fetch(url, {
      method: "PUT",
      body: "{}",
      headers: {
        "content-type": "application/json",
        "x-inngest-signature": inngestSignature(signingKey, "{}", Date.now()),
      },
      signal: AbortSignal.timeout(20_000),
    });
    return { ok: response.ok, text: `${response.status} ${(await response.text()).slice(0, 300)}` };
  } catch (error) {
    return { ok: false, text: String(error) };
  }
}

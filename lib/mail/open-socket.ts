import { connect, type Socket } from "node:net";
import type { OutgoingRules } from "#lib/http/outgoing-url.ts";
import { inTime, pinTo, type Resolve, resolveSafely, SafeFetchError } from "#lib/http/safe-fetch.ts";
import { refusedHost } from "./smtp-outcome.ts";

/** An address that does not answer leaves time for the next; the last one has all that is left. */
const triedForMs = 1_000;

export type MailNetwork = {
  rules: OutgoingRules;
  /** the system's resolver unless given */
  resolve?: Resolve;
};

/**
 * A connected socket to a mail server that a tenant named. The name is looked up once, every answer is judged as those of outgoing
 * webhooks are, and the connection goes to those very addresses: a second look-up cannot lead elsewhere.
 * @throws Error with the `code` that nodemailer gives such failures, or `refusedHost`; nothing was sent
 */
export async function openSocket(
  server: { host: string; port: number },
  network: MailNetwork,
  timeoutMs: number,
): Promise<Socket> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const addresses = await inTime(signal, resolveSafely(server.host, network.rules, network.resolve));
    const tries = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: triedForMs };
    return await connected(connect({ ...server, ...tries, lookup: pinTo(addresses) }), signal);
  } catch (error) {
    throw signal.aborted ? failure("ETIMEDOUT", "The mail server could not be reached in time.") : asFailure(error);
  }
}

async function connected(socket: Socket, signal: AbortSignal): Promise<Socket> {
  const opened = new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  try {
    await inTime(signal, opened);
  } catch (error) {
    socket.on("error", () => {}).destroy();
    throw error;
  }
  return socket;
}

function asFailure(error: unknown): Error {
  if (!(error instanceof SafeFetchError)) return failure("ESOCKET", (error as Error).message);
  return failure(error.reason === "refused" ? refusedHost : "EDNS", error.message);
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

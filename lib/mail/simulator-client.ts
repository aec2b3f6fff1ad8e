import { outgoingRules } from "#lib/http/outgoing-url.ts";
import { simulatorSettings } from "./contract.ts";
import type { DeliveryOutcome, MailTransport, OutgoingMessage } from "./types.ts";

const timeoutMs = 10_000;
const maxDetailLength = 500;
/** Certainly not taken, and a person must act. */
const notCalled = {
  kind: "refused",
  isPermanent: false,
  isCredentialProblem: true,
  code: "settings",
  detail: "only a console on this machine calls a simulator that a connection names: take the address out",
} as const;

export type SimulatorOptions = {
  /** where the simulator listens, unless the connection's settings say otherwise */
  simulatorUrl: string;
  /** address of the console, where the simulator posts events to */
  appUrl: string;
};

/** Failures before anything was sent: certainly not taken. */
const beforeSending = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

/** Hands a message to the simulator process. Never throws. */
export async function deliverToSimulator(
  options: SimulatorOptions,
  transport: MailTransport,
  message: OutgoingMessage,
): Promise<DeliveryOutcome> {
  const body = {
    message,
    webhook_url: `${options.appUrl}/api/webhooks/sendgrid/${transport.connectionId}`,
    connection_id: transport.connectionId,
  };
  try {
    const url = baseUrl(options, transport);
    if (url === null) return notCalled;
    const response = await fetch(`${url}/v1/send`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await readAnswer(response);
  } catch (error) {
    return classifyFetchFailure(error as Error);
  }
}

/** Asks the simulator whether it is up. Never throws. */
export async function checkSimulator(
  options: SimulatorOptions,
  transport: MailTransport,
): Promise<{ ok: true } | { ok: false; detail: string }> {
  try {
    const url = baseUrl(options, transport);
    if (url === null) return { ok: false, detail: notCalled.detail };
    const response = await fetch(`${url}/healthz`, { redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
    return response.ok ? { ok: true } : { ok: false, detail: `the simulator answered ${response.status}` };
  } catch (error) {
    return { ok: false, detail: `the simulator cannot be reached: ${describe(error as Error)}` };
  }
}

/**
 * The simulator's address; null when the connection names one of its own on a console that is reached from elsewhere: behind such
 * an address may stand any service of the server, and whoever keeps connections is no operator of it.
 */
function baseUrl(options: SimulatorOptions, transport: MailTransport): string | null {
  const { url: own } = simulatorSettings.parse(transport.settings);
  if (own !== undefined && !outgoingRules(options.appUrl).isLoopbackAllowed) return null;
  return (own ?? options.simulatorUrl).replace(/\/+$/, "");
}

async function readAnswer(response: Response): Promise<DeliveryOutcome> {
  const text = (await response.text()).slice(0, 10_000);
  if (response.status === 202) {
    const { provider_message_id: id } = JSON.parse(text) as { provider_message_id?: unknown };
    return { kind: "accepted", providerMessageId: typeof id === "string" ? id : null, response: `202 ${id}` };
  }
  const detail = `${response.status} ${text}`.slice(0, maxDetailLength);
  // A 500 may have come after the message was taken; 429 and 503 say that it was not.
  if (response.status >= 500 && response.status !== 503) return { kind: "unknown", detail };
  const retryAfterSeconds = Number(response.headers.get("retry-after"));
  return {
    kind: "refused",
    isPermanent: ![401, 403, 408, 425, 429, 503].includes(response.status),
    isCredentialProblem: response.status === 401 || response.status === 403,
    code: String(response.status),
    detail,
    ...(retryAfterSeconds > 0 ? { retryAfterMs: retryAfterSeconds * 1_000 } : {}),
  };
}

function classifyFetchFailure(error: Error): DeliveryOutcome {
  const code = (error.cause as { code?: string } | undefined)?.code ?? error.name;
  const detail = describe(error);
  if (!beforeSending.has(code)) return { kind: "unknown", detail };
  return { kind: "refused", isPermanent: false, isCredentialProblem: false, code, detail };
}

function describe(error: Error): string {
  const cause = error.cause as Error | undefined;
  return (cause?.message ? `${error.message}: ${cause.message}` : error.message).slice(0, maxDetailLength);
}

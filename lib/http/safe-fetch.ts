import { lookup } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { type OutgoingRules, outgoingRules, refuseAddress, refuseOutgoingUrl } from "./outgoing-url.ts";

const defaultTimeoutMs = 10_000;
const defaultMaxBodyBytes = 64 * 1024;

export type SafeRequest = {
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** for everything: look-up, connection, answer (default 10 s) */
  timeoutMs?: number;
  /** what comes after these bytes of the answer is not read (default 64 KiB) */
  maxBodyBytes?: number;
};

export type SafeAnswer = {
  /** any, redirects too: none is followed */
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  isBodyCut: boolean;
};

type Address = { address: string; family: number };
export type Resolve = (hostname: string) => Promise<Address[]>;

export type SafeFetchConfig = {
  /** of the console: one on this machine may call this machine */
  appUrl: string;
  /** the system's resolver unless given */
  resolve?: Resolve;
};

/** `refused` for good: the URL or what it resolves to may not be called. The others may pass: name, connection, time. */
export type SafeFetchFailure = "refused" | "unknown_host" | "connection_failed" | "timeout";

export class SafeFetchError extends Error {
  readonly reason: SafeFetchFailure;

  constructor(reason: SafeFetchFailure, message: string) {
    super(message);
    this.name = "SafeFetchError";
    this.reason = reason;
  }
}

/**
 * Calls a URL that somebody gave (an outgoing webhook): https to hosts on the internet only. The name is looked up once, every
 * answer is judged, and the connection goes to those very addresses, so a name cannot be turned to an inner host in between
 * (OWASP SSRF Prevention). No redirect is followed, no proxy and no kept connection is used, no answer is unpacked.
 * @throws SafeFetchError; never anything else
 */
export async function safeFetch(request: SafeRequest, config: SafeFetchConfig): Promise<SafeAnswer> {
  const rules = outgoingRules(config.appUrl);
  const refusal = refuseOutgoingUrl(request.url, rules);
  if (refusal !== null) throw new SafeFetchError("refused", `The address ${refusal}.`);
  const signal = AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs);
  try {
    const url = new URL(request.url);
    const addresses = await inTime(signal, resolveSafely(url.hostname, rules, config.resolve));
    return await inTime(signal, exchange(url, request, addresses, signal));
  } catch (error) {
    throw signal.aborted ? new SafeFetchError("timeout", "There was no complete answer in time.") : asFailure(error);
  }
}

/**
 * The addresses of a host, looked up once and every one of them judged; an address answers for itself.
 * @throws SafeFetchError `unknown_host`, or `refused` when a single one may not be called
 */
export async function resolveSafely(
  hostname: string,
  rules: OutgoingRules,
  resolve: Resolve = resolveBySystem,
): Promise<Address[]> {
  const bare = hostname.replace(/^\[|\]$/g, "");
  const family = isIP(bare);
  const addresses = family === 0 ? await resolve(bare).catch(() => []) : [{ address: bare, family }];
  if (addresses.length === 0) throw new SafeFetchError("unknown_host", "The host name cannot be looked up.");
  for (const { address } of addresses) {
    const refusal = refuseAddress(address, rules);
    if (refusal !== null) throw new SafeFetchError("refused", `The host resolves to an address that ${refusal}.`);
  }
  return addresses;
}

function resolveBySystem(hostname: string): Promise<Address[]> {
  return lookup(hostname, { all: true });
}

/** One exchange over a connection of its own to the judged addresses; certificate and Host are those of the name. */
function exchange(url: URL, request: SafeRequest, addresses: Address[], signal: AbortSignal): Promise<SafeAnswer> {
  return new Promise((resolve, reject) => {
    const client = url.protocol === "https:" ? https : http;
    const outgoing = client.request(url, {
      method: request.method ?? "GET",
      headers: { "accept-encoding": "identity", ...request.headers },
      agent: new client.Agent({ keepAlive: false }),
      lookup: pinTo(addresses),
      signal,
    });
    outgoing.on("error", reject);
    outgoing.on("upgrade", (_incoming, socket) => {
      socket.destroy();
      reject(new SafeFetchError("connection_failed", "The server wants to speak another protocol."));
    });
    outgoing.on("response", (incoming) => {
      readAnswer(incoming, request.maxBodyBytes ?? defaultMaxBodyBytes).then(resolve, reject);
    });
    outgoing.end(request.body);
  });
}

/** A look-up that answers what was judged, in both forms that Node asks in. */
export function pinTo(addresses: Address[]): LookupFunction {
  return (_hostname, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, addresses);
    else done(null, first?.address ?? "", first?.family);
  };
}

async function readAnswer(incoming: http.IncomingMessage, maxBodyBytes: number): Promise<SafeAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.byteLength;
    // Leaving the loop closes the connection: the rest of an endless answer is never read.
    if (length > maxBodyBytes) break;
  }
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).subarray(0, maxBodyBytes),
    isBodyCut: length > maxBodyBytes,
  };
}

/** Neither a silent resolver nor a server that trickles can outlast the signal. @throws its reason, once it is aborted */
export function inTime<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function asFailure(error: unknown): SafeFetchError {
  if (error instanceof SafeFetchError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "unknown";
  return new SafeFetchError("connection_failed", `The connection failed (${code}).`);
}

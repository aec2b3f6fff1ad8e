import http from "node:http";
import https from "node:https";
import type { Answer } from "#scripts/inngest-standin/runs/run-state.ts";
import type { Clock } from "#scripts/inngest-standin/time/clock.ts";
import { asRecord } from "./app-ops.ts";
import { signBody } from "./signing.ts";

/** The app as the engine sees it; tests put an in-process one in its place. */
export type AppCaller = { call(functionId: string, stepId: string, body: unknown): Promise<Answer> };

export type SyncResult = { ok: true } | { ok: false; isAway: boolean; message: string };

type Raw = { status: number; headers: http.IncomingHttpHeaders; text: string };

/** A failure to get any answer. `isRefused`: the connection was never made, so nothing ran. */
class NoAnswerError extends Error {
  readonly isRefused: boolean;
  constructor(message: string, isRefused: boolean) {
    super(message);
    this.isRefused = isRefused;
  }
}

const servePath = "/api/inngest";
const syncTimeoutMs = 30_000;
const notConnected = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"]);

/**
 * Signed calls to the app's `/api/inngest` over kept-alive connections. Only ever calls `appUrl`, whatever address a
 * registration names. node:http rather than fetch: fetch gives up on its own after five minutes without headers.
 */
export class AppClient implements AppCaller {
  readonly #appUrl: URL;
  readonly #signingKey: string;
  readonly #clock: Clock;
  readonly #callTimeoutMs: number;
  readonly #agent: http.Agent;

  constructor(options: {
    appUrl: string;
    signingKey: string;
    clock: Clock;
    callTimeoutMs: number;
    maxSockets: number;
  }) {
    this.#appUrl = new URL(servePath, options.appUrl);
    this.#signingKey = options.signingKey;
    this.#clock = options.clock;
    this.#callTimeoutMs = options.callTimeoutMs;
    const Agent = this.#appUrl.protocol === "https:" ? https.Agent : http.Agent;
    this.#agent = new Agent({ keepAlive: true, maxSockets: options.maxSockets });
  }

  /** One step call. Never rejects: no answer is an answer too. A call without answer is cut after `callTimeoutMs`. */
  async call(functionId: string, stepId: string, body: unknown): Promise<Answer> {
    try {
      const raw = await this.#send("POST", { fnId: functionId, stepId }, body, this.#callTimeoutMs);
      return toAnswer(raw);
    } catch (error) {
      const isRefused = error instanceof NoAnswerError && error.isRefused;
      return { kind: isRefused ? "refused" : "lost", message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Asks the app to register its functions with the server it knows (signed PUT). Never rejects. */
  async sync(): Promise<SyncResult> {
    try {
      const raw = await this.#send("PUT", {}, {}, syncTimeoutMs);
      if (raw.status === 200) return { ok: true };
      const problem = asRecord(parseJson(raw.text))?.message ?? raw.text.slice(0, 200);
      return { ok: false, isAway: false, message: `PUT ${servePath} answered ${raw.status}: ${problem}` };
    } catch (error) {
      const isAway = error instanceof NoAnswerError && error.isRefused;
      return { ok: false, isAway, message: error instanceof Error ? error.message : String(error) };
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, query: Record<string, string>, body: unknown, timeoutMs: number): Promise<Raw> {
    const url = new URL(this.#appUrl);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const payload = Buffer.from(JSON.stringify(body));
    const headers = {
      "content-type": "application/json",
      "content-length": payload.length,
      "x-inngest-server-kind": "cloud",
      "x-inngest-signature": signBody(JSON.parse(payload.toString()), this.#signingKey, this.#clock.now()),
    };
    const { request: open } = url.protocol === "https:" ? https : http;
    return new Promise((resolve, reject) => {
      const request = open(url, { method, headers, agent: this.#agent });
      const giveUp = () => request.destroy(new NoAnswerError(`no answer within ${timeoutMs / 1_000} s`, false));
      const timer = this.#clock.setTimeout(giveUp, timeoutMs);
      const settle = () => this.#clock.clearTimeout(timer);
      const fail = (error: Error) => {
        settle();
        reject(asNoAnswer(error));
      };
      request.on("error", fail);
      request.on("response", (response) => {
        response.on("error", fail);
        readText(response).then((text) => {
          settle();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        }, fail);
      });
      request.end(payload);
    });
  }
}

async function readText(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function toAnswer(raw: Raw): Answer {
  const header = (name: string) => [raw.headers[name]].flat()[0] ?? null;
  return {
    kind: "http",
    status: raw.status,
    body: parseJson(raw.text),
    isNoRetry: header("x-inngest-no-retry") === "true",
    retryAfter: header("retry-after"),
    isFromSdk: header("x-inngest-sdk") !== null,
  };
}

function asNoAnswer(error: Error & { code?: string }): NoAnswerError {
  if (error instanceof NoAnswerError) return error;
  return new NoAnswerError(error.message || error.code || "the connection failed", notConnected.has(error.code ?? ""));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

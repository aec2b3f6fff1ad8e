import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import type { Engine } from "#scripts/inngest-standin/engine.ts";
import { errorText, type Log } from "#scripts/inngest-standin/log.ts";
import { readIncomingEvents } from "#scripts/inngest-standin/protocol/incoming-event.ts";
import { isBearerOfKey, isSameSecret } from "#scripts/inngest-standin/protocol/signing.ts";
import type { Clock } from "#scripts/inngest-standin/time/clock.ts";
import { eventIdMaker } from "./event-ids.ts";
import { BadRequestError, readJsonBody } from "./read-body.ts";
import { renderStatusPage } from "./status-page.ts";

export type ServerDeps = {
  engine: Engine;
  clock: Clock;
  log: Log;
  eventKey: string;
  signingKey: string;
  isAppUp: () => boolean;
};

type Reply = { status: number; body: unknown } | { status: number; html: string };

const bodyLimitBytes = 10 * 1024 * 1024;
const registration = z.object({ functions: z.array(z.unknown()) });
const securityHeaders = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
};

/**
 * The HTTP face, at the addresses the SDK uses: `POST /e/<event key>` takes events, `POST /fn/register` (bearer: hash
 * of the signing key) takes functions. `GET /`, `/run?runID=`, `/v0/runs` and `/healthz` (`/health` on the real server) are for looking; nothing else changes anything.
 */
export function createStandinServer(deps: ServerDeps): http.Server {
  return http.createServer((request, response) => {
    handle(deps, request)
      .catch((error: unknown) => toProblem(error, deps.log))
      .then((reply) => send(request, response, reply))
      .catch((error: unknown) => deps.log("error", "an answer could not be sent", { error: errorText(error) }));
  });
}

async function handle(deps: ServerDeps, request: IncomingMessage): Promise<Reply> {
  const { pathname: path, searchParams } = new URL(request.url ?? "/", "http://standin");
  if (request.method === "GET") return handleGet(deps, path, searchParams.get("runID"));
  if (request.method !== "POST") throw new BadRequestError(405, "only GET and POST are known here");
  if (path === "/fn/register") return register(deps, request);
  if (path.startsWith("/e/")) return takeEvents(deps, request, path.slice("/e/".length));
  throw new BadRequestError(404, `there is nothing at ${path}`);
}

function handleGet(deps: ServerDeps, path: string, runId: string | null): Reply {
  if (path === "/healthz" || path === "/health")
    return { status: 200, body: { status: "ok", app_registered: deps.isAppUp() } };
  if (path === "/v0/runs") return { status: 200, body: deps.engine.snapshot() };
  if (path === "/") return { status: 200, html: renderStatusPage(deps.engine.snapshot()) };
  if (path === "/run") return { status: 200, html: renderStatusPage(deps.engine.snapshot(), runId ?? "") };
  throw new BadRequestError(404, `there is nothing at ${path}`);
}

async function register(deps: ServerDeps, request: IncomingMessage): Promise<Reply> {
  if (!isBearerOfKey(request.headers.authorization, deps.signingKey)) {
    throw new BadRequestError(401, "INNGEST_SIGNING_KEY of the app and of this server differ");
  }
  const parsed = registration.safeParse(await readJsonBody(request, bodyLimitBytes));
  if (!parsed.success) throw new BadRequestError(400, z.prettifyError(parsed.error));
  const modified = tryRegister(deps, parsed.data.functions);
  return { status: 200, body: { ok: true, status: 200, modified, skipped: !modified } };
}

function tryRegister(deps: ServerDeps, functions: readonly unknown[]): boolean {
  try {
    return deps.engine.register(functions);
  } catch (error) {
    throw new BadRequestError(400, errorText(error));
  }
}

async function takeEvents(deps: ServerDeps, request: IncomingMessage, key: string): Promise<Reply> {
  if (!isSameSecret(decodeKey(key), deps.eventKey)) throw new BadRequestError(401, "the event key is not known");
  const seed = [request.headers["x-inngest-event-id-seed"]].flat()[0];
  const body = await readJsonBody(request, bodyLimitBytes);
  const read = readIncomingEvents(body, eventIdMaker(seed), deps.clock.now());
  if (!read.ok) throw new BadRequestError(400, read.problem);
  deps.engine.publish(read.events);
  return { status: 200, body: { ids: read.events.map((event) => event.id), status: 200 } };
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    throw new BadRequestError(400, "the event key is not a valid part of a URL");
  }
}

/** The SDK reads `status` and `error` of the body, whatever the HTTP status. */
function toProblem(error: unknown, log: Log): Reply {
  if (error instanceof BadRequestError) {
    return { status: error.status, body: { ok: false, status: error.status, error: error.message } };
  }
  log("error", "a request could not be handled", { error: errorText(error) });
  return { status: 500, body: { ok: false, status: 500, error: "internal error" } };
}

function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const [type, text] =
    "html" in reply ? ["text/html; charset=utf-8", reply.html] : ["application/json", JSON.stringify(reply.body)];
  // Without this a refused upload would keep its connection busy until the client gives up sending.
  const isUnread = !request.complete && reply.status >= 400;
  response.writeHead(reply.status, {
    ...securityHeaders,
    "content-type": type,
    ...(isUnread ? { connection: "close" } : {}),
  });
  response.end(text);
}

import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { type Actor, hasRole, type Role } from "#lib/shared/actor.ts";
import { jsonWithEtag } from "./etag.ts";
import { idempotencyKeyOf, runOnce } from "./idempotency.ts";
import type { NextHandler } from "./next-handler.ts";
import { describeOperations, type OperationText } from "./operation.ts";
import { parseJsonBody, parseParams, parseQuery } from "./parse.ts";
import { baseHeaders, jsonResponse } from "./problem.ts";
import { problemOf } from "./problem-of.ts";
import { enforceRateLimit, type RateLimit } from "./rate-limit.ts";
import { readBody, requireContentType } from "./read-body.ts";
import { requestIdOf } from "./request-id.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { apiRateLimit, jsonBodyLimitBytes } from "./thresholds.ts";

/** Who a request comes from, for which tenant, and by what: a cookie is sent along by browsers unasked, a key is not. */
export type Identity = { tenantId: string; actor: Actor; via: "session" | "api_key" };

export type RouteDeps = {
  context(): EngineContext;
  /** Null when the request names nobody; @throws AppError unauthenticated when what it names is not valid. */
  authenticate(request: Request, ctx: EngineContext): Promise<Identity | null>;
};

export type RouteOptions<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = OperationText & {
  /** the least role that may call it */
  role: Role;
  /** about the caller's own account, or a person's decision: an API key is refused whatever its role */
  isForPeople?: boolean;
  /** path parameters, e.g. `z.object({ id: z.uuid() })`; what does not fit is 404 */
  params?: Params;
  /** query parameters; without a shape any are ignored */
  query?: Query;
  /** JSON body; without a shape the body stays unread */
  body?: Body;
  /** no body at all counts as `{}` */
  isBodyOptional?: boolean;
  /** media types of a body that the handler reads itself from `request` (import uploads) */
  rawBody?: readonly string[];
  bodyLimitBytes?: number;
  /** status of a JSON answer (default 200) */
  status?: number;
  /** takes an Idempotency-Key: the answer is stored and repeated, so it must hold no secret */
  isIdempotent?: boolean;
  /** a tighter limit besides the general one */
  rateLimit?: RateLimit;
};

export type RouteInput<Params, Query, Body> = Identity & {
  ctx: EngineContext;
  params: Params;
  query: Query;
  body: Body;
  request: Request;
  requestId: string;
};

/**
 * Makes `route`: options and a handler in, a Next route handler out. In this order it finds out who asks (401), whether their
 * role suffices (403), whether a browser was tricked (403), how often they asked (429), what they sent (415, 413, 404, 400), and
 * answers what the handler returns as JSON, or as it is when that is a Response. Every refusal is problem+json (SPEC §12).
 */
export function createRoute(deps: RouteDeps) {
  return function route<
    Params extends z.ZodType = z.ZodUnknown,
    Query extends z.ZodType = z.ZodUnknown,
    Body extends z.ZodType = z.ZodUnknown,
  >(
    options: RouteOptions<Params, Query, Body>,
    handler: (input: RouteInput<z.infer<Params>, z.infer<Query>, z.infer<Body>>) => Promise<unknown>,
  ): NextHandler {
    const handle: NextHandler = async (request, next) => {
      const requestId = requestIdOf(request);
      const ctx = deps.context();
      try {
        const identity = await admit(deps, ctx, request, options);
        const bytes = await readBytes(request, options);
        const params = parseParams((await next?.params) ?? {}, options.params ?? z.unknown()) as z.infer<Params>;
        const query = (options.query ? parseQuery(new URL(request.url), options.query) : undefined) as z.infer<Query>;
        const body = (options.body ? parseJsonBody(bytes, options.body) : undefined) as z.infer<Body>;
        const work = () => handler({ ...identity, ctx, params, query, body, request, requestId });
        return await answer({ ctx, identity, request, requestId, bytes, options }, work);
      } catch (error) {
        return problemOf(error, requestId, ctx.log);
      }
    };
    return describeOperations(handle, [{ access: options.role, ...options }]);
  };
}

type Gate = Pick<RouteOptions<z.ZodType, z.ZodType, z.ZodType>, "role" | "rateLimit" | "isForPeople">;

async function admit(deps: RouteDeps, ctx: EngineContext, request: Request, options: Gate): Promise<Identity> {
  const identity = await deps.authenticate(request, ctx);
  if (!identity) {
    throw new AppError("unauthenticated", "Sign in, or send an API key as `Authorization: Bearer <key>`.");
  }
  if (!hasRole(identity.actor.role, options.role)) {
    throw new AppError("forbidden", `This needs the role ${options.role}; yours is ${identity.actor.role}.`);
  }
  if (options.isForPeople && identity.via !== "session") {
    throw new AppError("forbidden", "Only a person who is signed in may do this, an API key may not.");
  }
  if (identity.via === "session") requireSameOrigin(request, ctx.config.appUrl);
  const who = `${identity.tenantId}:${identity.actor.id}`;
  await enforceRateLimit(ctx, apiRateLimit, who);
  if (options.rateLimit) await enforceRateLimit(ctx, options.rateLimit, who);
  return identity;
}

type BodyOptions = Pick<
  RouteOptions<z.ZodType, z.ZodType, z.ZodType>,
  "body" | "rawBody" | "bodyLimitBytes" | "isBodyOptional"
>;

async function readBytes(request: Request, options: BodyOptions): Promise<Buffer> {
  if (options.rawBody) requireContentType(request, options.rawBody);
  if (!options.body) return Buffer.alloc(0);
  const limitBytes = options.bodyLimitBytes ?? jsonBodyLimitBytes;
  if (!options.isBodyOptional) requireContentType(request, ["application/json"]);
  const bytes = await readBody(request, limitBytes);
  if (!options.isBodyOptional) return bytes;
  if (bytes.length === 0) return Buffer.from("{}");
  requireContentType(request, ["application/json"]);
  return bytes;
}

type Asked = {
  ctx: EngineContext;
  identity: Identity;
  request: Request;
  requestId: string;
  bytes: Buffer;
  options: { status?: number; isIdempotent?: boolean; hasEtag?: boolean; rawBody?: readonly string[] };
};

async function answer(asked: Asked, work: () => Promise<unknown>): Promise<Response> {
  const { ctx, identity, request, requestId, bytes, options } = asked;
  const status = options.status ?? 200;
  const key = options.isIdempotent ? idempotencyKeyOf(request) : null;
  if (key === null) {
    const result = await work();
    const isTagged = options.hasEtag && !(result instanceof Response);
    return toResponse(isTagged ? jsonWithEtag(request, result) : result, status, requestId);
  }
  const url = new URL(request.url);
  const route = `${request.method} ${url.pathname}${url.search}`;
  // A file is not read twice: a repeat is told from another file by their lengths.
  const body = options.rawBody ? Buffer.from(request.headers.get("content-length") ?? "") : bytes;
  const once = { tenantId: identity.tenantId, actorId: identity.actor.id, route, key, body };
  const result = await runOnce(ctx, once, async () => ({ status, body: (await work()) as object }));
  const response = jsonResponse(result.body, requestId, result.status);
  if (result.isReplay) response.headers.set("idempotency-replayed", "true");
  return response;
}

function toResponse(result: unknown, status: number, requestId: string): Response {
  if (result === undefined) return new Response(null, { status: 204, headers: baseHeaders(requestId) });
  if (!(result instanceof Response)) return jsonResponse(result, requestId, status);
  for (const [name, value] of Object.entries(baseHeaders(requestId))) {
    if (!result.headers.has(name)) result.headers.set(name, value);
  }
  return result;
}

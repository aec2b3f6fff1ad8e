import { isDatabaseAway } from "#lib/db/is-database-away.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, type ErrorCode } from "#lib/errors/app-error.ts";
import { jsonResponse, problemResponse } from "#lib/http/problem.ts";
import { readBody } from "#lib/http/read-body.ts";
import { requestIdOf } from "#lib/http/request-id.ts";
import { metrics } from "#lib/metrics/metrics.ts";
import { SharedTurns } from "#lib/shared/shared-turns.ts";
import { findWebhookConnection } from "#lib/tenancy/across-tenants.ts";
import { Admission } from "./admission.ts";
import type { EventsReceived } from "./contract.ts";
import { ingestSendgridPosts, type PostAnswer } from "./ingest-sendgrid-events.ts";
import { type Sender, senderOf, sendersOf } from "./senders.ts";
import { maxBodyBytes, sharedPostBytes, sharedPosts, storedPosts } from "./thresholds.ts";
import type { SignedPost } from "./verify-sendgrid-signature.ts";

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const signatureHeader = "x-twilio-email-event-webhook-signature";
const timestampHeader = "x-twilio-email-event-webhook-timestamp";

/** Null: there is no such connection. */
type Judged = PostAnswer | null;
type Shared = SharedTurns<SignedPost, Judged>;

/** Posts of a connection that come while others of it are being stored are stored together. */
const sharedTurns = new WeakMap<EngineContext, Shared>();
const admissions = new WeakMap<EngineContext, Admission>();

/**
 * `POST /api/webhooks/sendgrid/{connection_id}` (SPEC §8): 200 when every event is committed, 401 for an unknown connection or a bad
 * signature, 413 over 1 MiB or 5,000 events, 400 for what is no JSON, 503 when Postgres is away or more comes in than can be stored at
 * once, so that the provider tries again. Whose posts were refused too often gets 429 before their next one is read (docs/security.md).
 */
export async function receiveSendgridPost(
  ctx: EngineContext,
  request: Request,
  connectionId: string,
): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    if (!uuidPattern.test(connectionId)) throw notOurs();
    const result = await take(ctx, request, senderOf(request.headers, connectionId));
    metrics().webhookPosts.inc({ result: "accepted" });
    return jsonResponse(result, requestId);
  } catch (error) {
    const known = toKnown(ctx, error, { requestId, connectionId });
    metrics().webhookPosts.inc({ result: known instanceof AppError ? known.code : "internal" });
    return problemResponse(known, requestId);
  }
}

/** @throws what the post is refused for */
async function take(ctx: EngineContext, request: Request, sender: Sender): Promise<EventsReceived> {
  const senders = sendersOf(ctx);
  senders.requireWelcome(sender, ctx.now());
  const rawBody = await readBody(request, maxBodyBytes).catch(async (error: unknown) => {
    if (isRefusal(error, "payload_too_large")) await senders.countStranger(ctx, sender);
    throw error;
  });
  const signature = request.headers.get(signatureHeader);
  const timestamp = request.headers.get(timestampHeader);
  const answer = await ingest(ctx, sender.connectionId, { rawBody, signature, timestamp });
  if (answer === null) {
    await senders.countStranger(ctx, sender);
    throw notOurs();
  }
  if ("result" in answer) {
    senders.noteAccepted(sender, ctx.now());
    return answer.result;
  }
  if (isRefusal(answer.error, "unauthenticated")) await senders.countBadSignature(ctx, sender);
  throw answer.error;
}

const isRefusal = (error: unknown, code: ErrorCode) => error instanceof AppError && error.code === code;

/** Large posts gain nothing from company, and would make it wait. */
async function ingest(ctx: EngineContext, connectionId: string, post: SignedPost): Promise<Judged> {
  if (post.rawBody.length <= sharedPostBytes) return turnsOf(ctx).submit(connectionId, post);
  const [answer] = await ingestInTurn(ctx, connectionId, [post]);
  return answer ?? null;
}

function turnsOf(ctx: EngineContext): Shared {
  const known = sharedTurns.get(ctx);
  if (known) return known;
  const turns: Shared = new SharedTurns((connectionId, posts) => ingestInTurn(ctx, connectionId, posts), sharedPosts);
  sharedTurns.set(ctx, turns);
  return turns;
}

function ingestInTurn(ctx: EngineContext, connectionId: string, posts: SignedPost[]): Promise<Judged[]> {
  const admission = admissions.get(ctx) ?? new Admission(storedPosts);
  admissions.set(ctx, admission);
  return admission.admit(connectionId, () => ingestAll(ctx, connectionId, posts));
}

async function ingestAll(ctx: EngineContext, connectionId: string, posts: SignedPost[]): Promise<Judged[]> {
  const owner = await findWebhookConnection(ctx, connectionId);
  if (!owner) return posts.map(() => null);
  return ingestSendgridPosts(ctx, owner, posts);
}

/** An unknown connection and a bad signature look the same from outside. */
const notOurs = () =>
  new AppError("unauthenticated", "The signature does not fit the body and a key of this connection.");

function toKnown(ctx: EngineContext, error: unknown, request: { requestId: string; connectionId: string }): unknown {
  if (error instanceof AppError) return error;
  ctx.log.error({ err: error, ...request }, "webhook post failed");
  if (isDatabaseAway(error))
    return new AppError("dependency_unavailable", "The database is away. Send the events again.");
  return error;
}

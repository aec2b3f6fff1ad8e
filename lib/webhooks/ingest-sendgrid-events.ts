import { retryOnConflict } from "#lib/db/retry-on-conflict.ts";
import { isUniqueViolation } from "#lib/db/unique-violation.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { reportTrouble } from "#lib/health/report-trouble.ts";
import type { WebhookConnection } from "#lib/tenancy/across-tenants.ts";
import { finishBooking } from "./book-plans.ts";
import type { EventsReceived } from "./contract.ts";
import { countEvents } from "./count-events.ts";
import { type ReadPost, readSendgridPost } from "./read-sendgrid-post.ts";
import type { Novelty } from "./store-events.ts";
import { storePosts } from "./store-posts.ts";
import { webhookKeysOf } from "./types.ts";
import { type SignedPost, verifySendgridSignature } from "./verify-sendgrid-signature.ts";

/** What a post came to, or why it was refused. */
export type PostAnswer = { result: EventsReceived } | { error: unknown };

/**
 * Takes a post of SendGrid's event webhook: verifies the raw bytes, stores what is new and lets it take effect in one transaction,
 * then moves the counters (SPEC §8) and has the guard look at who is in trouble. When this returns, everything is committed.
 * @throws AppError unauthenticated for a bad signature (nothing was parsed), validation_failed, payload_too_large
 */
export async function ingestSendgridEvents(
  ctx: EngineContext,
  request: { owner: WebhookConnection } & SignedPost,
): Promise<EventsReceived> {
  const [answer] = await ingestSendgridPosts(ctx, request.owner, [request]);
  if (answer === undefined || "error" in answer) throw answer?.error;
  return answer.result;
}

/**
 * The same for posts of one connection that came together, in one transaction. Each is verified and read by itself; when they cannot
 * be stored together, each is stored alone, so that none suffers for another.
 */
export async function ingestSendgridPosts(
  ctx: EngineContext,
  owner: WebhookConnection,
  posts: readonly SignedPost[],
): Promise<PostAnswer[]> {
  const now = ctx.now();
  const read = posts.map((post) => attempt(() => verifiedPost(owner, post, now)));
  const good = read.flatMap((post) => ("error" in post ? [] : [post.result]));
  const stored = await storeTogether(ctx, owner, good, now);
  let next = 0;
  return read.map((post) => ("error" in post ? post : (stored[next++] as PostAnswer)));
}

function verifiedPost(owner: WebhookConnection, post: SignedPost, now: Date): ReadPost {
  const isOurs = owner.eventSource === "sendgrid" && verifySendgridSignature(post, webhookKeysOf(owner.webhookKeys));
  if (!isOurs)
    throw new AppError("unauthenticated", "The signature does not fit the body and a key of this connection.");
  return readSendgridPost(owner.tenantId, post.rawBody, now);
}

async function storeTogether(
  ctx: EngineContext,
  owner: WebhookConnection,
  posts: ReadPost[],
  now: Date,
): Promise<PostAnswer[]> {
  if (posts.length === 0) return [];
  try {
    return (await store(ctx, owner, posts, now)).map((result) => ({ result }));
  } catch (error) {
    if (posts.length === 1) return [{ error }];
    const answers: PostAnswer[] = [];
    for (const post of posts) answers.push(...(await storeTogether(ctx, owner, [post], now)));
    return answers;
  }
}

async function store(
  ctx: EngineContext,
  owner: WebhookConnection,
  posts: ReadPost[],
  now: Date,
): Promise<EventsReceived[]> {
  const { tenantId, connectionId } = owner;
  const source = { tenantId, connectionId, provider: "sendgrid", receivedAt: now };
  const storeAs = (novelty: Novelty) =>
    retryOnConflict(() => ctx.forTenant(tenantId, (tx) => storePosts(tx, source, posts, novelty)));
  const { results, booking, troubled, events } = await storeAs("assumed").catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    return storeAs("checked");
  });
  countEvents(posts, events);
  await finishBooking(ctx, booking);
  await reportTrouble(ctx, tenantId, troubled);
  return results;
}

function attempt<Result>(work: () => Result): { result: Result } | { error: unknown } {
  try {
    return { result: work() };
  } catch (error) {
    return { error };
  }
}

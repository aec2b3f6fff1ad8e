import { retryOnConflict } from "#lib/db/retry-on-conflict.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { reportTrouble } from "#lib/health/report-trouble.ts";
import type { WebhookConnection } from "#lib/tenancy/across-tenants.ts";
import { beginBooking, finishBooking, type PendingBooking } from "./book-plans.ts";
import type { EventsReceived } from "./contract.ts";
import { countEvents } from "./count-events.ts";
import { matchMessages } from "./match-messages.ts";
import { planMatches } from "./plan-matches.ts";
import { bringsTrouble } from "./policy/brings-trouble.ts";
import { type ReadPost, readSendgridPost } from "./read-sendgrid-post.ts";
import { type EventSource, insertQuarantined } from "./repo-events.ts";
import { type StoredPost, storeEvents } from "./store-events.ts";
import { takeEffects } from "./take-effects.ts";
import { webhookKeysOf } from "./types.ts";
import { type SignedPost, verifySendgridSignature } from "./verify-sendgrid-signature.ts";

/**
 * Takes a post of SendGrid's event webhook: verifies the raw bytes, stores what is new and lets it take effect in one transaction,
 * then moves the counters (SPEC §8). When this returns, everything is committed.
 * @throws AppError unauthenticated for a bad signature (nothing was parsed), validation_failed, payload_too_large
 */
export async function ingestSendgridEvents(
  ctx: EngineContext,
  request: { owner: WebhookConnection } & SignedPost,
): Promise<EventsReceived> {
  const { owner } = request;
  const isOurs = owner.eventSource === "sendgrid" && verifySendgridSignature(request, webhookKeysOf(owner.webhookKeys));
  if (!isOurs)
    throw new AppError("unauthenticated", "The signature does not fit the body and a key of this connection.");
  const now = ctx.now();
  const post = readSendgridPost(owner.tenantId, request.rawBody, now);
  const source = { tenantId: owner.tenantId, connectionId: owner.connectionId, provider: "sendgrid", receivedAt: now };
  const { result, booking, hasTrouble, events } = await retryOnConflict(() =>
    ctx.forTenant(owner.tenantId, (tx) => storePost(tx, source, post)),
  );
  countEvents(post, events);
  if (hasTrouble) reportTrouble(ctx, owner.tenantId);
  await finishBooking(ctx, booking);
  return result;
}

async function storePost(
  tx: Tx,
  source: EventSource,
  post: ReadPost,
): Promise<{ result: EventsReceived; booking: PendingBooking; hasTrouble: boolean; events: StoredPost }> {
  const { tenantId, receivedAt: now } = source;
  const matches = await matchMessages(tx, tenantId, post.events);
  const matched = new Set(matches.flatMap((match) => match.events.map((event) => event.fingerprint)));
  const unmatched = post.events.filter((event) => !matched.has(event.fingerprint));
  const plans = await planMatches(tx, tenantId, matches);
  const events = await storeEvents(tx, source, plans, unmatched);
  const { planned } = events;
  const quarantined = await insertQuarantined(tx, source, post.malformed);
  await takeEffects(tx, { tenantId, now }, planned);
  const newPlans = planned.map((match) => match.plan);
  const booking = await beginBooking(tx, { tenantId, now }, newPlans);
  const parked = events.parked.length;
  const stored = planned.reduce((sum, match) => sum + match.events.length, parked);
  const result = { received: post.received, stored, parked, quarantined };
  return { result, booking, hasTrouble: bringsTrouble(newPlans), events };
}

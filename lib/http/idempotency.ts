import { createHmac } from "node:crypto";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, invalidField } from "#lib/errors/app-error.ts";
import {
  deleteIdempotencyKey,
  deleteOldIdempotencyKeys,
  type IdempotencyPlace,
  type IdempotencyRow,
  insertIdempotencyKey,
  selectIdempotencyKey,
  storeIdempotentAnswer,
} from "./repo-idempotency.ts";
import { idempotencyKeptHours, idempotencyStaleSeconds } from "./thresholds.ts";

type Answer = { status: number; body: object };
export type OnceRequest = { tenantId: string; actorId: string | null; route: string; key: string; body: Buffer };

/** The request's Idempotency-Key; null when it has none. */
export function idempotencyKeyOf(request: Request): string | null {
  const key = request.headers.get("idempotency-key");
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw invalidField("Idempotency-Key", "must be 1 to 200 printable characters without spaces, for instance a uuid");
  }
  return key;
}

/**
 * Does the work of a creating request once: a repeat with the same key gets the stored answer. A refusal is not stored, so the
 * corrected or repeated request starts afresh (SPEC §12).
 * @throws AppError conflict when the key was used for another request, or its first request is still at work
 */
export async function runOnce(
  ctx: EngineContext,
  request: OnceRequest,
  work: () => Promise<Answer>,
): Promise<Answer & { isReplay: boolean }> {
  const place: IdempotencyPlace = { tenantId: request.tenantId, route: request.route, key: request.key };
  const hash = requestHash(ctx.config.encryptionKey, request);
  const earlier = await takeKey(ctx, place, hash);
  if (earlier) return { ...storedAnswer(earlier, hash), isReplay: true };
  try {
    const answer = await work();
    await ctx.forTenant(place.tenantId, (tx) => storeIdempotentAnswer(tx, place, answer.status, answer.body));
    return { ...answer, isReplay: false };
  } catch (error) {
    await ctx.forTenant(place.tenantId, (tx) => deleteIdempotencyKey(tx, place));
    throw error;
  }
}

/** Reserves the key for us (null), or gives the row of whoever had it before. */
async function takeKey(ctx: EngineContext, place: IdempotencyPlace, hash: Uint8Array<ArrayBuffer>) {
  const now = ctx.now();
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const age = { keptSince: before(idempotencyKeptHours * 3600), staleSince: before(idempotencyStaleSeconds) };
  return ctx.forTenant(place.tenantId, async (tx) => {
    await deleteOldIdempotencyKeys(tx, place.tenantId, age);
    return (await insertIdempotencyKey(tx, place, hash, now)) ? null : selectIdempotencyKey(tx, place);
  });
}

function storedAnswer(row: IdempotencyRow, hash: Uint8Array): Answer {
  if (!Buffer.from(row.request_hash).equals(hash)) {
    throw new AppError("conflict", "This Idempotency-Key was used for another request: choose a new one.");
  }
  if (row.status === null) {
    throw new AppError("conflict", "The first request with this Idempotency-Key is still at work: try again shortly.");
  }
  return { status: row.status, body: row.body as object };
}

/** Keyed, because a body may hold a password. */
function requestHash(key: Buffer, request: OnceRequest): Uint8Array<ArrayBuffer> {
  const head = JSON.stringify([request.actorId, request.route]);
  return new Uint8Array(createHmac("sha256", key).update(head).update("\n").update(request.body).digest());
}

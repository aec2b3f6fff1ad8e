import { writeAudit } from "#lib/audit/write-audit.ts";
import { ofTenant } from "#lib/db/of-tenant.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { markHoursForRecount } from "#lib/reputation/book-counts.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { releaseCapacity } from "./release-capacity.ts";
import { lockOutreach } from "./repo-ledger.ts";
import { settleRowAsNotSent, settleRowsAsSent, uncountSend } from "./repo-settle.ts";

/**
 * Messages of unknown outcome that a provider's event proves to have left (SPEC §8). Rows of another status stay as they are. The
 * caller holds the outreach rows and recomputes the next send. Returns the ids that changed.
 */
export async function settleUnknownAsSent(
  tx: Tx,
  settled: { tenantId: string; outreachEmailIds: readonly string[]; now: Date },
): Promise<string[]> {
  const { tenantId, outreachEmailIds, now } = settled;
  if (outreachEmailIds.length === 0) return [];
  const rows = await settleRowsAsSent(tx, tenantId, outreachEmailIds, now);
  const hours = rows.flatMap((row) => (row.sent_at ? [epochHourOf(row.sent_at)] : []));
  if (hours.length > 0) await markHoursForRecount(tx, { tenantId, epochHours: hours });
  return rows.map((row) => row.id);
}

/**
 * A person settles a message of unknown outcome, audited (SPEC §7). As not sent it is cancelled: the step is planned again.
 * @throws AppError not_found; conflict when its outcome is not unknown (any more)
 */
export async function settleSend(
  ctx: EngineContext,
  request: {
    tenantId: string;
    outreachEmailId: string;
    as: "sent" | "not_sent";
    actor: Actor;
    reason: string;
    requestId?: string;
  },
): Promise<{ status: "sent" | "cancelled" }> {
  const { tenantId, outreachEmailId, actor } = request;
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const row = await ofTenant(tenantId, tx.outreachEmail.findUnique({ where: { id: outreachEmailId } }));
    if (!row) throw notFound("message");
    await lockOutreach(tx, tenantId, [row.outreach_id]);
    const isSettled =
      request.as === "sent"
        ? (await settleUnknownAsSent(tx, { tenantId, outreachEmailIds: [row.id], now })).length === 1
        : await takeBack(tx, { tenantId, outreachEmailId, now });
    if (!isSettled) throw new AppError("conflict", "The outcome of this message is not unknown (any more).");
    await recomputeNextSend(tx, { tenantId, outreachIds: [row.outreach_id], now });
    const status = request.as === "sent" ? "sent" : "cancelled";
    await writeAudit(tx, {
      tenantId,
      actor,
      action: "send.settled",
      targetKind: "outreach_email",
      targetId: outreachEmailId,
      before: { status: "unknown" },
      after: { status },
      reason: request.reason,
      requestId: request.requestId,
    });
    return { status } as const;
  });
}

async function takeBack(tx: Tx, key: { tenantId: string; outreachEmailId: string; now: Date }): Promise<boolean> {
  const { tenantId, outreachEmailId, now } = key;
  const row = await settleRowAsNotSent(tx, tenantId, outreachEmailId, now);
  if (row === null) return false;
  await releaseCapacity(tx, [{ id: row.id, tenant_id: tenantId }]);
  await uncountSend(tx, tenantId, row.outreach_id, now);
  return true;
}

import type { EngineContext } from "#lib/engine/context.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { changeSettings } from "#lib/settings/change-settings.ts";
import { getSettings } from "#lib/settings/get-settings.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { countAsSent, lockOutreach } from "./repo-ledger.ts";
import { holdAsUnknown, listOnTheWay } from "./repo-restore.ts";
import { reconcileBatch } from "./thresholds.ts";

export type GuardedTenant = { paused: boolean; held: number };

/**
 * Makes a restored database safe before anything runs on it. What was sent after the backup is not in its ledger, so nothing may leave
 * until people have settled that time (docs/operations.md, "Restore"): the kill switch goes on and re-contact off, audited, and what
 * was on its way out counts as sent, outcome unknown. Run again it changes nothing more.
 * @param backupAt the moment the database remembers, for the reason in the audit log
 */
export async function guardRestored(
  ctx: EngineContext,
  { tenantId, backupAt }: { tenantId: string; backupAt: Date },
): Promise<GuardedTenant> {
  const before = await getSettings(ctx, { tenantId });
  await changeSettings(ctx, {
    tenantId,
    actor: systemActor("restore:guard"),
    patch: {
      version: before.version,
      sequencer_paused: true,
      recontact_enabled: false,
      reason: `Restored from a backup of ${backupAt.toISOString()}: settle what was sent since, then release.`,
    },
  });
  let held = 0;
  for (;;) {
    const count = await holdBatch(ctx, tenantId, backupAt);
    if (count === 0) return { paused: !before.sequencer_paused, held };
    held += count;
  }
}

async function holdBatch(ctx: EngineContext, tenantId: string, backupAt: Date): Promise<number> {
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const outreachIds = await listOnTheWay(tx, tenantId, reconcileBatch);
    await lockOutreach(tx, tenantId, outreachIds);
    const detail = `on its way out in the backup of ${backupAt.toISOString()}`;
    const rows = await holdAsUnknown(tx, tenantId, outreachIds, { detail, now });
    await countAsSent(
      tx,
      tenantId,
      rows.map((row) => row.id),
      now,
    );
    await recomputeNextSend(tx, { tenantId, outreachIds, now });
    return rows.length;
  });
}

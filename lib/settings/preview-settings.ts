import { changedFields } from "#lib/audit/changed-fields.ts";
import { todaysUse } from "#lib/command-center/repo.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { compareSenders } from "#lib/health/compare-senders.ts";
import { forecastUnder } from "#lib/recontact/forecast-recontact.ts";
import { compareNextSends } from "#lib/sequencing/compare-next-sends.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import type { Settings } from "./contract.ts";
import type { SettingsPreview } from "./contract-preview.ts";
import { type Effects, effectsOf } from "./policy/effects.ts";
import { refuseConflicts } from "./refuse-conflicts.ts";
import { loadSettings } from "./repo.ts";

type Request = { tenantId: string; change: Partial<Settings> };

/**
 * What a change of settings would do, counted on what is stored now; nothing is saved.
 * @throws AppError validation_failed by field, as the change itself would be refused
 */
export async function previewSettings(ctx: EngineContext, { tenantId, change }: Request): Promise<SettingsPreview> {
  const counted = await ctx.forTenant(tenantId, async (tx) => {
    const stored = await loadSettings(tx, tenantId);
    const after = { ...stored, ...change };
    refuseConflicts(after);
    const effects = effectsOf(Object.keys(changedFields(stored, change)?.after ?? {}) as (keyof Settings)[]);
    return { effects, parts: await countParts(ctx, tx, { tenantId, before: stored, after, effects }) };
  });
  const senders = counted.effects.senders
    ? await compareSenders(ctx, { tenantId, change: sendersChange(change) })
    : null;
  return { ...counted.parts, senders, uncounted: counted.effects.uncounted };
}

function sendersChange({ mailbox_health_threshold, require_domain_auth }: Partial<Settings>) {
  return {
    ...(mailbox_health_threshold === undefined ? {} : { mailbox_health_threshold }),
    ...(require_domain_auth === undefined ? {} : { require_domain_auth }),
  };
}

type Sides = { tenantId: string; before: Settings; after: Settings; effects: Effects };

async function countParts(ctx: EngineContext, tx: Tx, { tenantId, before, after, effects }: Sides) {
  return {
    next_sends: effects.nextSends ? await countNextSends(tx, { tenantId, before, after, now: ctx.now() }) : null,
    returns: effects.returns ? await countReturns(ctx, tx, { tenantId, before, after }) : null,
    day: effects.day ? await countDay(tx, { tenantId, before, after, now: ctx.now() }) : null,
  };
}

type Compared = { tenantId: string; before: Settings; after: Settings };

async function countNextSends(tx: Tx, request: Compared & { now: Date }): Promise<SettingsPreview["next_sends"]> {
  const { held, ...counts } = await compareNextSends(tx, request);
  const changed = [...held].filter(([, count]) => count.before !== count.after);
  return { ...counts, held: changed.map(([reason, count]) => ({ reason, ...count })) };
}

async function countReturns(
  ctx: EngineContext,
  tx: Tx,
  { tenantId, before, after }: Compared,
): Promise<SettingsPreview["returns"]> {
  const [now, then] = [
    await forecastUnder(ctx, tx, { tenantId, settings: before }),
    await forecastUnder(ctx, tx, { tenantId, settings: after }),
  ];
  return {
    eligible_now: { before: now.total_eligible, after: then.total_eligible },
    within_30_days: { before: now.total_returning, after: then.total_returning },
  };
}

async function countDay(
  tx: Tx,
  { tenantId, before, after, now }: Compared & { now: Date },
): Promise<SettingsPreview["day"]> {
  const zone = before.send_timezone;
  const { reserved } = await todaysUse(tx, tenantId, calendarDay(zone, now), zone);
  return { reserved, limit: { before: before.daily_email_limit, after: after.daily_email_limit } };
}

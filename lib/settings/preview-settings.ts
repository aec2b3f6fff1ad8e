import { readMonthCost } from "#lib/alerts/month-cost.ts";
import { changedFields } from "#lib/audit/changed-fields.ts";
import { readHeld } from "#lib/command-center/read-totals.ts";
import { todaysUse } from "#lib/command-center/repo.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { type ComparedSender, compareSenders, senderEffect } from "#lib/health/compare-senders.ts";
import { countChangedReturns } from "#lib/recontact/compare-returns.ts";
import { forecastUnder } from "#lib/recontact/forecast-recontact.ts";
import { compareNextSends } from "#lib/sequencing/compare-next-sends.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import type { Settings, VersionedSettings } from "./contract.ts";
import type { SettingsPreview } from "./contract-preview.ts";
import { type Effects, effectsOf, engineStopOf } from "./policy/effects.ts";
import { refuseConflicts } from "./refuse-conflicts.ts";
import { loadSettings } from "./repo.ts";

type Request = {
  tenantId: string;
  change: Partial<Settings>;
  /** how many open prospects are looked at */
  most?: number;
};

/**
 * What a change of settings would do, counted on what is stored now; nothing is saved.
 * @throws AppError validation_failed by field, as the change itself would be refused
 */
export async function previewSettings(ctx: EngineContext, request: Request): Promise<SettingsPreview> {
  const { tenantId, change, most } = request;
  const counted = await ctx.forTenant(tenantId, async (tx) => {
    const stored = await loadSettings(tx, tenantId);
    const after = { ...stored, ...change };
    refuseConflicts(after);
    const effects = effectsOf(Object.keys(changedFields(stored, change)?.after ?? {}) as (keyof Settings)[]);
    return { effects, parts: await countParts(ctx, tx, { tenantId, before: stored, after, effects, most }) };
  });
  const senders = counted.effects.senders ? await countSenders(ctx, tenantId, change) : null;
  return { ...counted.parts, senders, uncounted: counted.effects.uncounted };
}

async function countSenders(
  ctx: EngineContext,
  tenantId: string,
  change: Partial<Settings>,
): Promise<SettingsPreview["senders"]> {
  const senders = await compareSenders(ctx, { tenantId, change: sendersChange(change) });
  const count = (isCounted: (sender: ComparedSender) => boolean) => senders.filter(isCounted).length;
  return {
    total: senders.length,
    before: count(({ before }) => before === null),
    after: count(({ after }) => after === null),
    newly: count((sender) => senderEffect(sender) === "newly_sending"),
    no_longer: count((sender) => senderEffect(sender) === "stopped_sending"),
  };
}

/** Those of a change that decide which mailboxes may send. */
export function sendersChange({ mailbox_health_threshold, require_domain_auth }: Partial<Settings>) {
  return {
    ...(mailbox_health_threshold === undefined ? {} : { mailbox_health_threshold }),
    ...(require_domain_auth === undefined ? {} : { require_domain_auth }),
  };
}

type Compared = { tenantId: string; before: VersionedSettings; after: Settings };
type Sides = Compared & { effects: Effects; most: number | undefined };

async function countParts(ctx: EngineContext, tx: Tx, { tenantId, before, after, effects, most }: Sides) {
  return {
    next_sends: effects.nextSends ? await countNextSends(ctx, tx, { tenantId, before, after, most }) : null,
    returns: effects.returns ? await countReturns(ctx, tx, { tenantId, before, after }) : null,
    engine: await countEngine(tx, { tenantId, before, after, now: ctx.now() }),
    day: effects.day ? await countDay(tx, { tenantId, before, after, now: ctx.now() }) : null,
    budget: effects.budget ? await countBudget(tx, { tenantId, before, after, now: ctx.now() }) : null,
  };
}

async function countNextSends(
  ctx: EngineContext,
  tx: Tx,
  request: Omit<Sides, "effects">,
): Promise<SettingsPreview["next_sends"]> {
  const { held, held_otherwise, ...counts } = await compareNextSends(tx, { ...request, now: ctx.now() });
  const changed = [...held]
    .map(([reason, count]) => ({ reason, ...count }))
    .filter(({ newly, released }) => newly + released > 0)
    .sort((a, b) => b.newly + b.released - (a.newly + a.released));
  return {
    ...counts,
    held: counts.is_complete ? changed : await ofEverybody(ctx, tx, request, changed),
    held_otherwise: held_otherwise.sort((a, b) => b.count - a.count),
  };
}

type Held = NonNullable<SettingsPreview["next_sends"]>["held"];

/** Where only some prospects were looked at, the overview knows how many are held, and nobody how many will be. */
async function ofEverybody(
  ctx: EngineContext,
  tx: Tx,
  { tenantId, before: settings }: Compared,
  held: Held,
): Promise<Held> {
  if (held.length === 0) return held;
  const counts = new Map((await readHeld(ctx, tx, { tenantId, settings })).map((row) => [row.reason, row.count]));
  return held.map((one) => ({ ...one, before: counts.get(one.reason) ?? 0, after: null }));
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
    eligible_now: {
      before: now.total_eligible,
      after: then.total_eligible,
      ...(await countChangedReturns(tx, { tenantId, before, after, now: ctx.now() })),
    },
    within_30_days: { before: now.total_returning, after: then.total_returning },
  };
}

type AtMoment = Compared & { now: Date };

async function countEngine(tx: Tx, { tenantId, before, after, now }: AtMoment): Promise<SettingsPreview["engine"]> {
  const stops = { before: engineStopOf(before), after: engineStopOf(after) };
  if (stops.before === stops.after) return null;
  const zone = before.send_timezone;
  const { queued } = await todaysUse(tx, tenantId, calendarDay(zone, now), zone);
  return { ...stops, waiting: queued };
}

async function countBudget(tx: Tx, { tenantId, before, after, now }: AtMoment): Promise<SettingsPreview["budget"]> {
  const { spentUsd } = await readMonthCost(tx, tenantId, before.send_timezone, now);
  const alertAt = ({ monthly_budget_usd: budget, budget_alert_threshold: share }: Settings) =>
    budget === null ? null : budget * share;
  return { spent: spentUsd, alert_at: { before: alertAt(before), after: alertAt(after) } };
}

async function countDay(tx: Tx, { tenantId, before, after, now }: AtMoment): Promise<SettingsPreview["day"]> {
  const zone = before.send_timezone;
  const { reserved } = await todaysUse(tx, tenantId, calendarDay(zone, now), zone);
  return { reserved, limit: { before: before.daily_email_limit, after: after.daily_email_limit } };
}

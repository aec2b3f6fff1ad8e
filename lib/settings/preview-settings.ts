import { readMonthCost } from "#lib/alerts/month-cost.ts";
import { changedFields } from "#lib/audit/changed-fields.ts";
import { todaysUse } from "#lib/command-center/repo.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { type ComparedSender, compareSenders, senderEffect } from "#lib/health/compare-senders.ts";
import { countChangedReturns } from "#lib/recontact/compare-returns.ts";
import { forecastUnder } from "#lib/recontact/forecast-recontact.ts";
import { compareNextSends } from "#lib/sequencing/compare-next-sends.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import type { Settings } from "./contract.ts";
import type { SettingsPreview } from "./contract-preview.ts";
import { type Effects, effectsOf, engineStopOf } from "./policy/effects.ts";
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

type Sides = { tenantId: string; before: Settings; after: Settings; effects: Effects };

async function countParts(ctx: EngineContext, tx: Tx, { tenantId, before, after, effects }: Sides) {
  return {
    next_sends: effects.nextSends ? await countNextSends(tx, { tenantId, before, after, now: ctx.now() }) : null,
    returns: effects.returns ? await countReturns(ctx, tx, { tenantId, before, after }) : null,
    engine: await countEngine(tx, { tenantId, before, after, now: ctx.now() }),
    day: effects.day ? await countDay(tx, { tenantId, before, after, now: ctx.now() }) : null,
    budget: effects.budget ? await countBudget(tx, { tenantId, before, after, now: ctx.now() }) : null,
  };
}

type Compared = { tenantId: string; before: Settings; after: Settings };

async function countNextSends(tx: Tx, request: AtMoment): Promise<SettingsPreview["next_sends"]> {
  const { held, ...counts } = await compareNextSends(tx, request);
  const changed = [...held].filter(([, count]) => count.newly > 0 || count.released > 0);
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

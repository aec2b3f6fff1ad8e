import { anywhere, readEngine } from "#lib/command-center/read-engine.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import type { HealthMaps, Reputation } from "#lib/reputation/types.ts";
import { usableHealth } from "#lib/sequencing/open-run.ts";
import { isInsideSendWindow } from "#lib/sequencing/policy/send-window.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { readJobFacts } from "./load-job-facts.ts";
import { readMonthCost } from "./month-cost.ts";
import { isSuspect } from "./policy/bounce-surge.ts";
import type { AlertFacts, BouncesFact, FlowFact, ScoreFact } from "./policy/facts.ts";
import {
  countDomainBounces,
  countLateRows,
  countSilentSends,
  countUnknownSends,
  countUsual,
  findLastSentAt,
  listDisabledEndpoints,
  listLivePlaces,
  listTroubledStates,
} from "./repo-facts.ts";
import { listRunCounts } from "./repo-jobs.ts";
import { dnsMemoryMs, noSendsMs, noWorkMs, silence, surge, unknownSendMs } from "./thresholds.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Number of the tenant's own counters (SPEC §3). */
const tenantScope = 0;

type StandingScopes = ReadonlyMap<string, Reputation>;

/** Reputation as it could be read: null when not at all. */
export type ReadReputation = { maps: HealthMaps | null; standing: StandingScopes };

/** Everything that alerts are judged on: a dozen statements, each on an index, none of which grows with what is not recent. */
export async function loadAlertFacts(
  ctx: EngineContext,
  tx: Tx,
  tenantId: string,
  reputation: ReadReputation,
): Promise<AlertFacts> {
  const now = ctx.now();
  const settings = await loadSettings(tx, tenantId);
  const health = reputation.maps === null ? "unavailable" : usableHealth(reputation.maps, now);
  const engine = await readEngine(tx, { tenantId, settings, health, now });
  return {
    engine: engine.state,
    flow: await readFlow(tx, tenantId, settings, now),
    states: await listTroubledStates(tx, tenantId),
    scorePaused: await readScores(tx, tenantId, reputation.standing),
    unreadable: unreadableOf(reputation.maps),
    bounces: await readBounces(tx, tenantId, now),
    silences: await countSilentSends(tx, tenantId, {
      from: new Date(now.getTime() - dayMs),
      to: new Date(now.getTime() - silence.graceMs),
    }),
    budget: await readBudget(tx, tenantId, settings, now),
    ...(await readJobFacts(ctx, tx, tenantId, settings)),
    unknownSends: await countUnknownSends(tx, tenantId, new Date(now.getTime() - unknownSendMs)),
    verification: await readVerification(tx, tenantId, now),
    endpoints: await listDisabledEndpoints(tx, tenantId),
  };
}

async function readFlow(tx: Tx, tenantId: string, settings: VersionedSettings, now: Date): Promise<FlowFact> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const since = ago(noSendsMs + noWorkMs);
  const runs = await listRunCounts(tx, tenantId, "run-sequencer", since);
  const reconciled = await listRunCounts(tx, tenantId, "reconcile-sends", since);
  const looks = [now, ago(noSendsMs / 2), ago(noSendsMs)];
  return {
    isWindowOpenLong: looks.every((at) => isInsideSendWindow(anywhere, settings, at)),
    lastSentAt: await findLastSentAt(tx, tenantId),
    runs: runs.map(({ at, counts }) => ({
      at,
      due: numberOf(counts.due),
      queued: numberOf(counts.queued),
      passedOver: notQueued(counts),
    })),
    missed: reconciled
      .map(({ at, counts }) => ({ at, count: numberOf(counts.cancelled) }))
      .filter(({ count }) => count > 0),
    late: await countLateRows(tx, tenantId, now),
  };
}

async function readScores(tx: Tx, tenantId: string, standing: StandingScopes): Promise<ScoreFact[]> {
  const places = await listLivePlaces(tx, tenantId, [...standing.keys()]);
  return places.flatMap((place) => {
    const reputation = standing.get(place.name.toLowerCase());
    if (!reputation) return [];
    const { sent, bounced, complained } = reputation.metrics;
    return [{ ...place, score: reputation.score, sent, bounced, complained }];
  });
}

function unreadableOf(maps: HealthMaps | null): AlertFacts["unreadable"] {
  if (maps === null) return { lastReadAt: null };
  return maps.isStale ? { lastReadAt: maps.readAt } : null;
}

async function readBounces(tx: Tx, tenantId: string, now: Date): Promise<BouncesFact> {
  const counts = await countDomainBounces(tx, tenantId, new Date(now.getTime() - dayMs));
  const suspects = counts.filter(isSuspect).map((domain) => domain.scopeIndex);
  const to = epochHourOf(now) - 24;
  const hours = { from: to - surge.usualDays * 24, to };
  const usual = new Map(
    (await countUsual(tx, tenantId, [tenantScope, ...suspects], hours)).map((row) => [row.scopeIndex, row]),
  );
  const usualOf = (scopeIndex: number) => {
    const row = usual.get(scopeIndex);
    return { usualSent: row?.sent ?? 0, usualBounced: row?.bounced ?? 0 };
  };
  const domains = counts.map(({ scopeIndex, ...domain }) => ({ ...domain, ...usualOf(scopeIndex) }));
  return { domains, ...usualOf(tenantScope) };
}

/** Months are those of the tenant's zone. */
async function readBudget(
  tx: Tx,
  tenantId: string,
  settings: VersionedSettings,
  now: Date,
): Promise<AlertFacts["budget"]> {
  const { monthly_budget_usd: budgetUsd, budget_alert_threshold: threshold, send_timezone: zone } = settings;
  if (budgetUsd === null) return null;
  return { budgetUsd, threshold, ...(await readMonthCost(tx, tenantId, zone, now)) };
}

async function readVerification(tx: Tx, tenantId: string, now: Date): Promise<AlertFacts["verification"]> {
  const runs = await listRunCounts(tx, tenantId, "verify-prospects", new Date(now.getTime() - dnsMemoryMs));
  const last = runs.find(({ counts }) => numberOf(counts.checked) > 0);
  if (!last) return null;
  const { checked, valid, unknown } = last.counts;
  return { at: last.at, checked: numberOf(checked), valid: numberOf(valid), unknown: numberOf(unknown) };
}

/** Whom a run passed over or left due, by reason. */
function notQueued({ passed_over, left_due_because }: Record<string, unknown>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const reasons of [passed_over, left_due_because])
    for (const [reason, count] of Object.entries(reasons ?? {})) sums[reason] = (sums[reason] ?? 0) + numberOf(count);
  return sums;
}

const numberOf = (value: unknown) => (typeof value === "number" ? value : 0);

import type { JobFunctionId } from "#lib/engine/events.ts";
import type { Counts, RunTrigger } from "#lib/jobs/types.ts";
import { windowHours } from "#lib/reputation/policy/thresholds.ts";
import { createRandom, datedUuid, type Random } from "../random.ts";
import {
  authLostAt,
  dayMs,
  domainCheckMinute,
  engineOffSince,
  hourMs,
  plannedAt,
  recontactRestDays,
  recontactRunAfter,
} from "./calendar.ts";
import type { DemoImport } from "./import-rows.ts";
import { importEnd, verifiedAfterMs } from "./imports.ts";
import type { DemoJourney } from "./journey.ts";

const secondMs = 1_000;
const minuteMs = 60_000;
const slotMs = 30 * minuteMs;

/** Days of runs: the ledger's last weeks; jobs of every hour or few minutes fill the list soon enough by themselves. */
const historyDays = { sequencer: 60, daily: 60, hourly: 7, fewMinutes: 1 } as const;

const lostCheckDaysAgo = 12;
/** from the run being asked for to its begin */
const beginsWithinMs = 400;

type Run = {
  functionId: JobFunctionId;
  trigger: RunTrigger;
  at: number;
  tookMs: number;
  counts: Counts;
  status?: "failed";
  error?: string;
};

type Facts = {
  journeys: readonly DemoJourney[];
  imports: readonly DemoImport[];
  domains: readonly { createdAt: number }[];
  now: number;
};

/** Runs of every job as they would have been recorded; what they counted is what ledger, imports and resets say. */
export function jobRunRows(tenantId: string, facts: Facts, seed: string) {
  const random = createRandom(`${seed}/job runs`);
  const runs = [...sequencerRuns(facts, random), ...recontactRuns(facts, random), ...upkeepRuns(facts, random)];
  return runs
    .filter(({ at, tookMs }) => at + beginsWithinMs + tookMs < facts.now)
    .map(({ functionId, trigger, at, tookMs, counts, status = "succeeded", error = null }) => {
      const startedAt = at + random.between(40, beginsWithinMs);
      return {
        id: datedUuid(at, random.uuid()),
        tenant_id: tenantId,
        function_id: functionId,
        trigger,
        status,
        counts: status === "succeeded" ? counts : {},
        error,
        created_at: new Date(at).toISOString(),
        started_at: new Date(startedAt).toISOString(),
        finished_at: new Date(startedAt + tookMs).toISOString(),
      };
    });
}

const countBy = (times: readonly number[]) => {
  const counts = new Map<number, number>();
  for (const at of times) counts.set(at, (counts.get(at) ?? 0) + 1);
  return counts;
};
const slotStart = (at: number) => Math.floor(at / slotMs) * slotMs;

/** Every half hour while the engine was on: addresses that wait are verified, then everybody due is planned. */
function sequencerRuns({ journeys, imports, now }: Facts, random: Random): Run[] {
  const planned = countBy(journeys.flatMap(({ messages }) => messages.map(({ sentAt }) => plannedAt(sentAt))));
  const again = countBy(journeys.flatMap(({ resets }) => resets.map((at) => plannedAt(at + hourMs / 2))));
  const from = slotStart(now) - historyDays.sequencer * dayMs;
  const runs: Run[] = imports.flatMap(({ at, rows }) => verification(at, importEnd(at, rows.length), journeys, now));
  for (let at = plannedAt(from); at < engineOffSince(now); at += slotMs) {
    const queued = planned.get(at) ?? 0;
    const checked = again.get(at) ?? 0;
    const counts = { due: queued, queued, left_due: 0, left_due_because: {}, passed_over: {} };
    const verified = { checked, valid: checked, invalid: 0, unknown: 0 };
    const begun = at - 2 * secondMs + random.between(200, 700);
    const verifyMs = 60 + checked * 2;
    runs.push({
      functionId: "verify-prospects",
      trigger: "event",
      at: begun,
      tookMs: verifyMs + 400,
      counts: verified,
    });
    const tookMs = 900 + random.between(0, 200) + queued * 6;
    runs.push(schedule("run-sequencer", begun, tookMs, counts));
  }
  return runs;
}

/** What an import asks for when it is done. */
function verification(importedAt: number, ended: number, journeys: readonly DemoJourney[], now: number): Run[] {
  const checked = journeys.filter(
    (journey) =>
      journey.importedAt === importedAt &&
      journey.person.email !== null &&
      !journey.person.isDuplicate &&
      importedAt + verifiedAfterMs < now,
  ).length;
  if (checked === 0 || importedAt < now - historyDays.sequencer * dayMs) return [];
  const counts = { checked, valid: checked, invalid: 0, unknown: 0 };
  return [{ functionId: "verify-prospects", trigger: "event", at: ended, tookMs: 500 + checked * 2, counts }];
}

/** Every morning, until re-contact was switched off for the last days. */
function recontactRuns({ journeys, now }: Facts, random: Random): Run[] {
  const resets = countBy(journeys.flatMap((journey) => journey.resets));
  const runs: Run[] = [];
  const until = now - recontactRestDays * dayMs;
  for (let at = recontactRunAfter(now - historyDays.daily * dayMs); at < until; at = recontactRunAfter(at + hourMs)) {
    const reset = resets.get(at) ?? 0;
    const counts = { reset, exhausted: 0, returned: 0 };
    runs.push(schedule("run-recontact", at - secondMs, 1_200 + random.between(0, 300) + reset * 4, counts));
  }
  return runs;
}

/** Jobs that found all in order; of one check of the domains nobody knows what became of it. */
function upkeepRuns({ domains, now }: Facts, random: Random): Run[] {
  const lost = now - lostCheckDaysAgo * dayMs;
  const checks = every(dayMs, domainCheckMinute * minuteMs, historyDays.daily, now).map((at): Run => {
    const checked = domains.filter(({ createdAt }) => createdAt < at).length;
    const partial = at === authLostAt(now) && checked > 0 ? 1 : 0;
    const counts = { checked, passed: checked - partial, partial, failed: 0, unknown: 0, left_out: 0 };
    const isLost = at < lost && at >= lost - dayMs;
    return { ...schedule("check-domains", at, 600 + random.between(0, 300), counts), ...(isLost ? failure : {}) };
  });
  const drift = { compared: windowHours + 1, busy: 0, drifted_hours: 0, drifted_counters: 0, unreadable: 0 };
  const parked = { tried: 0, matched: 0, settled: 0, unreachable: 0 };
  const reconciled = { requeued: 0, unknown: 0, settled: 0, cancelled: 0, republished: 0, generation_returned: 0 };
  const often = every(5 * minuteMs, 0, historyDays.fewMinutes, now);
  return [
    ...checks,
    ...every(hourMs, 40 * minuteMs, historyDays.hourly, now).map((at) =>
      schedule("check-reputation-drift", at, 80 + random.between(0, 60), drift),
    ),
    ...often.map((at) => schedule("reconcile-sends", at, 60 + random.between(0, 60), reconciled)),
    ...often.map((at) => schedule("match-parked-events", at, 60 + random.between(0, 60), parked)),
  ];
}

const failure = { status: "failed", error: "Unexpected error; the log has it under this run's id." } as const;

const schedule = (functionId: JobFunctionId, at: number, tookMs: number, counts: Counts): Run => ({
  functionId,
  trigger: "schedule",
  at,
  tookMs,
  counts,
});

/** Moments of the last days that are `offsetMs` behind a whole multiple of `everyMs`. */
function every(everyMs: number, offsetMs: number, days: number, now: number): number[] {
  const last = Math.floor((now - offsetMs) / everyMs) * everyMs + offsetMs;
  const count = Math.floor((days * dayMs) / everyMs);
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index) * everyMs);
}

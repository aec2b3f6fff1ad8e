import type { Reputation } from "#lib/reputation/types.ts";

/** First day (counted from the first reservation) of each stage and its messages a day (SPEC §5). */
const warmUpStages = [
  { fromDay: 0, perDay: 10 },
  { fromDay: 3, perDay: 25 },
  { fromDay: 6, perDay: 50 },
  { fromDay: 10, perDay: 80 },
  { fromDay: 15, perDay: 120 },
] as const;

/** Day on which the warm-up is over. */
const warmUpDays = 20;
/** After so many days without a reservation a domain starts again: receivers forget. */
const idleRestartDays = 30;

/** A domain that does better or worse than expected. */
const excellent = { factor: 1.5, minSent: 50, maxBounceRate: 0.02 } as const;
const poor = { factor: 0.5, score: 75, bounceRate: 0.05 } as const;

export type WarmUpFacts = {
  /** calendar day of the first reservation, counted since 1970-01-01; null before it */
  startedDay: number | null;
  /** calendar day of the latest reservation */
  lastReservedDay: number | null;
  /** the day asked about */
  day: number;
  /** of the sending domain; null when it has no data */
  reputation: Pick<Reputation, "score" | "status" | "metrics"> | null;
};

export type WarmUp = {
  /** messages allowed on the day; null when warmed up */
  cap: number | null;
  /** 0 on the first day; null when warmed up */
  dayOfWarmUp: number | null;
  factor: number;
};

/** Is the next reservation the first of a (new) warm-up? */
export function startsWarmUp({ startedDay, lastReservedDay, day }: WarmUpFacts): boolean {
  return startedDay === null || (lastReservedDay !== null && day - lastReservedDay > idleRestartDays);
}

/** What a sending domain may send on a day by its warm-up alone (SPEC §5). */
export function warmUp(facts: WarmUpFacts): WarmUp {
  const dayOfWarmUp = startsWarmUp(facts) ? 0 : Math.max(0, facts.day - (facts.startedDay ?? facts.day));
  if (dayOfWarmUp >= warmUpDays) return { cap: null, dayOfWarmUp: null, factor: 1 };
  const stage = warmUpStages.findLast((candidate) => candidate.fromDay <= dayOfWarmUp) ?? warmUpStages[0];
  const factor = reputationFactor(facts.reputation);
  return { cap: Math.floor(stage.perDay * factor), dayOfWarmUp, factor };
}

function reputationFactor(reputation: WarmUpFacts["reputation"]): number {
  if (!reputation) return 1;
  const { score, status, metrics } = reputation;
  const bounceRate = metrics.bounce_rate ?? 0;
  if (score < poor.score || bounceRate > poor.bounceRate) return poor.factor;
  const isExcellent =
    status === "excellent" && metrics.sent >= excellent.minSent && bounceRate < excellent.maxBounceRate;
  return isExcellent ? excellent.factor : 1;
}

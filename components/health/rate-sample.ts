import { formatPartOf, formatRate, formatRateOf } from "#lib/format/number.ts";
import type { ScopeHealth } from "./scope-health.ts";

type Metrics = Pick<ScopeHealth["metrics"], "sent" | "delivered" | "bounced" | "complained" | "settled">;
type Counted = "delivered" | "bounced" | "complained";

/** The counts a rate was made from. */
export type RateSample = { part: number; of: number; is_settled: boolean };

/** What "settled" means, for hover and small print. */
export const SETTLED_MEANING =
  "Settled counts are of the hours that ended an hour ago or more: bounces and delivery notices trail their messages. From 20 settled messages on, the worse of settled and all counts is judged. A mailbox has fewer of them than its domain, so it can be judged on all while its domain is on settled ones.";

/** What "capped" means, likewise. */
export const CAPPED_MEANING =
  "What happens is counted in the hour it happens, also to messages of earlier hours: there can be more of it than was sent or delivered in the same time. No rate is over 100 %.";

/** What the words of a sample mean that need a word; undefined where they need none. */
export function sampleMeaning({ part, of, is_settled }: RateSample): string | undefined {
  const meanings = [...(part > of ? [CAPPED_MEANING] : []), ...(is_settled ? [SETTLED_MEANING] : [])];
  return meanings.length > 0 ? meanings.join(" ") : undefined;
}

/** The counts that a rate of 24 hours was judged on: all, or the settled ones where these are what counts (SPEC §3). */
export function judgedSample(metrics: Metrics, counted: Counted): RateSample {
  const { settled } = metrics;
  const part = settled?.[counted] ?? null;
  if (settled && part !== null) return { part, of: settled.sent, is_settled: true };
  return { part: metrics[counted], of: metrics.sent, is_settled: false };
}

/** "6 of 200", "3 of 38 settled", or "2 against 1, capped". */
export function sampleText({ part, of, is_settled }: RateSample): string {
  return `${formatPartOf(part, of)}${is_settled ? " settled" : ""}`;
}

/** All that was counted, and the settled counts where they were judged: "2.1 % (3 of 144), judged 7.9 % (3 of 38 settled)". */
export function countedAndJudged(metrics: Metrics, counted: Counted, digits?: number): string {
  const all = formatRateOf(metrics[counted], metrics.sent, digits);
  const sample = judgedSample(metrics, counted);
  if (!sample.is_settled) return all;
  return `${all}, judged ${formatRate(Math.min(1, sample.part / sample.of), digits)} (${sampleText(sample)})`;
}

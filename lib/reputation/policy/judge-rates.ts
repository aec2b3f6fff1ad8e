import type { MaturedCounts, ScoreInput, SettledCounts } from "../types.ts";
import { scoring } from "./thresholds.ts";

/** Fractions 0…1; `openRate` null = not measured. */
export type Rates = {
  delivered: number;
  deliveryRate: number;
  bounceRate: number;
  complaintRate: number;
  openRate: number | null;
  isDeliveredInferred: boolean;
  isGraceApplied: boolean;
  settled: SettledCounts | null;
};

/** Rates of a window as the score reads them: delivery without the sends too fresh to have a notice, trouble at its worse reading. */
export function judgeRates(input: ScoreInput, openTracking: boolean): Rates {
  const isDeliveredInferred =
    input.sent > 0 &&
    input.delivered === 0 &&
    (input.blocked ?? 0) === 0 &&
    (input.opened > 0 || input.bounced < input.sent);
  const delivered = isDeliveredInferred ? Math.max(0, input.sent - input.bounced) : input.delivered;
  const matured = input.matured && input.matured.sent >= scoring.maturedSampleSends ? input.matured : undefined;
  // Inferred deliveries trail nothing, so there is no grace to give.
  const graced = isDeliveredInferred ? undefined : matured;
  return {
    delivered,
    deliveryRate: graced ? share(graced.delivered, graced.sent) : share(delivered, input.sent),
    bounceRate: worse(share(input.bounced, input.sent), matured && share(matured.bounced, matured.sent)),
    complaintRate: worse(share(input.complained, input.sent), matured && share(matured.complained, matured.sent)),
    openRate: openTracking && delivered > 0 ? share(input.opened, delivered) : null,
    isDeliveredInferred,
    isGraceApplied: graced !== undefined,
    settled: matured ? settledOf(input, matured, graced !== undefined) : null,
  };
}

/** What of the matured counts was judged, for whoever has to show the counts of a rate. */
function settledOf(input: ScoreInput, matured: MaturedCounts, isGraceApplied: boolean): SettledCounts | null {
  const worseOf = (metric: "bounced" | "complained") =>
    share(matured[metric], matured.sent) > share(input[metric], input.sent) ? matured[metric] : null;
  const delivered = isGraceApplied ? matured.delivered : null;
  const [bounced, complained] = [worseOf("bounced"), worseOf("complained")];
  const isNone = delivered === null && bounced === null && complained === null;
  return isNone ? null : { sent: matured.sent, delivered, bounced, complained };
}

function share(part: number, total: number): number {
  return total > 0 ? Math.min(1, Math.max(0, part / total)) : 0;
}

function worse(raw: number, matured = 0): number {
  return Math.max(raw, matured);
}

import { sampleText } from "#components/health/rate-sample.ts";
import type { ScopeHealth } from "#components/health/scope-health.ts";
import { formatPlural, formatRate } from "#lib/format/number.ts";
import type { ScoreExplanationAnswer } from "#lib/history/contract-score.ts";
import { describeReason } from "#lib/shared/reasons.ts";

type Term = ScoreExplanationAnswer["terms"][number];

/** One term of a score, as a row of its arithmetic: what it is, and how its points come about (SPEC §3). */
export function termWords({ code, rate, points, sample }: Term, sent: number): { label: string; how: string } {
  const counts = sample ? `(${sampleText(sample)})` : "";
  const rateText = `${formatRate(rate, 2)} ${counts}`;
  switch (code) {
    case "bounces":
      return {
        label: "Hard bounces",
        how: sent < 100 ? `${rateText} × 500, weighed ${sent} / 100 for so few sends` : `${rateText} × 500`,
      };
    case "complaints":
      return { label: "Complaints", how: `${rateText} × 20,000` };
    case "undelivered":
      return { label: "Not delivered", how: `95 % less ${rateText} delivered, × 200` };
    case "opens":
      return {
        label: "Opens",
        how: points > 0 ? `${rateText} is over 15 %` : `${rateText} is under ${points <= -20 ? 5 : 8} %`,
      };
    case "bounds":
      return { label: "Bounds", how: points > 0 ? "no score is under 0" : "no score is over 100" };
    case "rule":
      return {
        label: "Rule that decided",
        how: [points > 0 ? "lifts it" : "holds it down", counts].filter(Boolean).join(" "),
      };
  }
}

/** Points with their sign: "+5", "−10.5". */
export function formatPoints(points: number): string {
  const rounded = Math.round(points * 10) / 10;
  return `${rounded < 0 ? "−" : "+"}${Math.abs(rounded)}`;
}

const JUDGED_FROM = 50;
const SAMPLE_FROM = 20;

/** What a score still lacks and what comes next, where too few emails left to work it out; null where its arithmetic says it all. */
export function pendingWords({
  decided_by,
  sent,
}: Pick<ScoreExplanationAnswer, "decided_by" | "sent">): { title: string; text: string } | null {
  const later = `From ${JUDGED_FROM} emails within 24 hours on, the score follows bounces, complaints, deliveries and opens.`;
  if (decided_by === "no_data")
    return {
      title: "No email left in the last 24 hours",
      text: `There is nothing to judge, so the score stands at 100 and nothing slows sending. ${later}`,
    };
  if (decided_by !== "warmup") return null;
  const early =
    sent < SAMPLE_FROM
      ? `From ${SAMPLE_FROM} emails on, only gross trouble counts`
      : "Until then only gross trouble counts";
  return {
    title: `${formatPlural(sent, "email")} in 24 hours: too few to judge`,
    text: `The score stands at 100 until ${formatPlural(JUDGED_FROM - sent, "more email")} left. ${early}: 18 % hard bounces or 0.5 % complaints. ${later}`,
  };
}

type Guard = Pick<ScopeHealth, "state" | "state_release" | "reason">;

/** What brings back full speed. While nothing is sent, no further message can; `guard` is undefined for a place that is not judged. */
export function clearedBy(
  { clean_sends_needed, throttle }: Pick<ScoreExplanationAnswer, "clean_sends_needed" | "throttle">,
  guard: Guard | undefined,
): string {
  const ages = "what went wrong leaving the window, 24 hours after it happened";
  if (guard?.state === "paused" && guard.state_release) {
    const release = describeReason(guard.state_release).label;
    return `${ages}. Nothing is sent while it is paused; what ends the pause: ${release.charAt(0).toLowerCase()}${release.slice(1)}`;
  }
  if (guard?.reason) return `${ages}. Nothing is sent now; what ends that: ${describeReason(guard.reason).clears}`;
  if (throttle === "paused") return `${ages}. Nothing is sent until then`;
  if (clean_sends_needed === null) return `${ages}; more messages as they go now would not do it`;
  return `${ages}; or ${formatPlural(clean_sends_needed, "further message")} without trouble before that`;
}

import { formatCount, formatRate, formatScore } from "#lib/format/number.ts";

type Evidence = Record<string, unknown>;

const WINDOWS: Record<string, string> = { "24h": " in 24 hours", "7d": " in 7 days", "30d": " in 30 days" };

/**
 * What a state of the guard rests on, in a sentence; null when nothing is kept that a person could read. `evidence` is
 * `state_evidence` of /email-health.
 */
export function evidenceText(evidence: Evidence | null): string | null {
  if (evidence === null) return null;
  if (typeof evidence.by === "string") return [evidence.by, evidence.note].filter(Boolean).join(": ");
  if (typeof evidence.sent === "number") return countsText(evidence, evidence.sent);
  const earlier = evidence.paused_on;
  return typeof earlier === "object" ? evidenceText(earlier as Evidence | null) : null;
}

function countsText(evidence: Evidence, sent: number): string {
  const within = WINDOWS[String(evidence.window)] ?? "";
  if (typeof evidence.score === "number")
    return `Score ${formatScore(evidence.score)} on ${formatCount(sent)} sent${within}`;
  const measure = typeof evidence.measure === "string" ? evidence.measure : "bounced";
  const hits = Number(evidence[measure] ?? 0);
  const counts = `${formatCount(hits)} of ${formatCount(sent)} ${measure}${within}`;
  return `${counts}${boundText("at least", evidence.lower_bound)}${boundText("at most", evidence.upper_bound)}${boundText(
    "line at",
    evidence.line,
  )}`;
}

function boundText(words: string, rate: unknown): string {
  return typeof rate === "number" ? `, ${words} ${formatRate(rate, 2)}` : "";
}

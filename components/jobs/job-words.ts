import type { Tone } from "#components/ui/tone.ts";
import { formatCount } from "#lib/format/number.ts";
import { formatDuration } from "#lib/format/time.ts";
import type { JobRunView } from "#lib/jobs/contract.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import { peopleHint, peopleHref } from "./reason-people.ts";

const RUN_STATUS: Record<JobRunView["status"], { label: string; tone: Tone }> = {
  queued: { label: "Waiting", tone: "neutral" },
  running: { label: "Running", tone: "info" },
  succeeded: { label: "Succeeded", tone: "ok" },
  failed: { label: "Failed", tone: "bad" },
};

export function runStatusWord(status: JobRunView["status"]): { label: string; tone: Tone } {
  return RUN_STATUS[status];
}

export const RUN_STATUS_OPTIONS = Object.entries(RUN_STATUS).map(([value, { label }]) => ({ value, label }));

/** Who or what a run was started by. */
export function askedBy(run: Pick<JobRunView, "requested_by" | "trigger">): string {
  return run.requested_by ?? (run.trigger === "schedule" ? "its schedule" : "an event");
}

/** How long a run took; one under way has no end yet. */
export function tookText(run: Pick<JobRunView, "started_at" | "finished_at">): string {
  if (!run.started_at || !run.finished_at) return "–";
  return formatDuration((Date.parse(run.finished_at) - Date.parse(run.started_at)) / 1000);
}

/** `href`: where those behind the count are found; null where they cannot be told from others. */
export type ReasonRow = { reason: string; label: string; clears: string; count: number; href: string | null };

/** The counts of a run apart: plain figures, and groups of reasons with what ends each and whom it is about, most first. */
export function splitCounts(counts: JobRunView["counts"]) {
  const figures: { name: string; count: number }[] = [];
  const groups: { name: string; hint: string | null; rows: ReasonRow[] }[] = [];
  for (const [key, value] of Object.entries(counts)) {
    const words = wordsOf(key);
    const name = words.charAt(0).toUpperCase() + words.slice(1);
    if (typeof value === "number") figures.push({ name, count: value });
    else {
      const rows = Object.entries(value).map(([reason, count]) => ({
        reason,
        ...describeReason(reason),
        count,
        href: peopleHref(key, reason),
      }));
      groups.push({
        name,
        hint: peopleHint(key),
        rows: rows.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count),
      });
    }
  }
  return { figures, groups: groups.filter(({ rows }) => rows.length > 0) };
}

/**
 * The counts of a run in words: plain ones first, then those by reason. What did not happen is left out. A figure that the run explains
 * (`left_due` by `left_due_because`) is told with its reasons: "284 left due: sending domain used its cap for the day".
 */
export function describeCounts(counts: JobRunView["counts"]): string[] {
  return Object.entries(counts).flatMap(([name, value]) => {
    if (typeof value === "number") return value === 0 || isExplained(counts, name) ? [] : [figure(value, name)];
    const reasons = Object.entries(value).filter(([, count]) => count > 0);
    if (name.endsWith(BECAUSE))
      return reasons.map(
        ([reason, count]) => `${figure(count, name.slice(0, -BECAUSE.length))}: ${labelInside(reason)}`,
      );
    if (name === PASSED_OVER) return reasons.map(([reason, count]) => `${figure(count, name)}: ${labelInside(reason)}`);
    return reasons.map(([reason, count]) => `${formatCount(count)} × ${describeReason(reason).label}`);
  });
}

const MAIN_COUNTS = 3;

/** The first few figures of a run in one line, for where its reasons have no room: "1,059 due, 765 queued, 284 left due". */
export function mainCounts(counts: JobRunView["counts"]): string {
  const figures = Object.entries(counts).flatMap(([name, value]) =>
    typeof value === "number" && value > 0 ? [figure(value, name)] : [],
  );
  return figures.slice(0, MAIN_COUNTS).join(", ");
}

const PASSED_OVER = "passed_over";
const BECAUSE = "_because";

function isExplained(counts: JobRunView["counts"], name: string): boolean {
  const because = counts[`${name}${BECAUSE}`];
  return typeof because === "object" && Object.values(because).some((count) => count > 0);
}

function figure(count: number, name: string): string {
  return `${formatCount(count)} ${wordsOf(name)}`;
}

/** Counts of re-contact by the console's words for them: whom a run resets has returned; `returned` are whom a raised maximum brought back. */
const SPOKEN: Readonly<Record<string, string>> = { reset: "returned", returned: "no longer exhausted" };

function wordsOf(name: string): string {
  return SPOKEN[name] ?? name.replaceAll("_", " ");
}

function labelInside(reason: string): string {
  const { label } = describeReason(reason);
  return label.charAt(0).toLowerCase() + label.slice(1);
}

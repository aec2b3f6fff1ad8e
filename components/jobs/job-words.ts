import type { Tone } from "#components/ui/tone.ts";
import { formatCount } from "#lib/format/number.ts";
import type { JobRunView } from "#lib/jobs/contract.ts";
import { describeReason } from "#lib/shared/reasons.ts";

const RUN_STATUS: Record<JobRunView["status"], { label: string; tone: Tone }> = {
  queued: { label: "Waiting", tone: "neutral" },
  running: { label: "Running", tone: "info" },
  succeeded: { label: "Succeeded", tone: "ok" },
  failed: { label: "Failed", tone: "bad" },
};

export function runStatusWord(status: JobRunView["status"]): { label: string; tone: Tone } {
  return RUN_STATUS[status];
}

/** The counts of a run in words: plain ones first, then those by reason. */
export function describeCounts(counts: JobRunView["counts"]): string[] {
  return Object.entries(counts).flatMap(([name, value]) => {
    if (typeof value === "number") return [`${formatCount(value)} ${name.replaceAll("_", " ")}`];
    return Object.entries(value).flatMap(([reason, count]) =>
      count > 0 ? [`${formatCount(count)} × ${describeReason(reason).label}`] : [],
    );
  });
}

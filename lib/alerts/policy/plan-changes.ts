import { describeKind } from "../kinds.ts";
import type { AlertRow, Cause } from "../types.ts";
import { causeKey } from "./cause-key.ts";
import { graver, severityRank } from "./severity.ts";

type Open = Pick<AlertRow, "id" | "key" | "kind" | "severity" | "gone_since">;

export type AlertChanges<Row extends Open = Open> = {
  /** begins */
  opened: { key: string; cause: Cause }[];
  /** goes on and got graver: told of again */
  escalated: { alert: Row; cause: Cause }[];
  /** goes on as it was or milder */
  held: { alert: Row; cause: Cause }[];
  /** not seen now, but may come back: waits for its settling time */
  fading: Row[];
  /** over */
  closed: Row[];
};

const minuteMs = 60_000;

/**
 * What the causes of now make of the open alerts: one notice at the beginning, one at the end, and one whenever it gets graver. What is
 * measured never gets milder before its end, or it could get graver again and again. What another job raised is left to that job.
 */
export function planChanges<Row extends Open>(
  open: readonly Row[],
  causes: readonly Cause[],
  now: Date,
): AlertChanges<Row> {
  const changes: AlertChanges<Row> = { opened: [], escalated: [], held: [], fading: [], closed: [] };
  const causeOf = new Map(causes.map((cause) => [causeKey(cause.kind, cause.scope), cause]));
  for (const alert of open) {
    const cause = causeOf.get(alert.key);
    causeOf.delete(alert.key);
    if (cause) {
      const isGraver = severityRank(cause.severity) > severityRank(alert.severity);
      const severity = isMeasured(alert) ? graver(cause.severity, alert.severity) : cause.severity;
      (isGraver ? changes.escalated : changes.held).push({ alert, cause: { ...cause, severity } });
    } else if (describeKind(alert.kind).source === "evaluated") {
      (isSettled(alert, now) ? changes.closed : changes.fading).push(alert);
    }
  }
  changes.opened.push(...Array.from(causeOf, ([key, cause]) => ({ key, cause })));
  return changes;
}

function isSettled(alert: Open, now: Date): boolean {
  if (!isMeasured(alert)) return true;
  const settleMs = describeKind(alert.kind).settleMinutes * minuteMs;
  return alert.gone_since !== null && now.getTime() - alert.gone_since.getTime() >= settleMs;
}

/** A state is over when it is over; what is measured wavers. */
function isMeasured({ kind }: Open): boolean {
  return describeKind(kind).settleMinutes > 0;
}

import { describeReason } from "#lib/shared/reasons.ts";
import { noSendsMs, noWorkMs } from "../thresholds.ts";
import type { Cause } from "../types.ts";
import type { AlertFacts, FlowFact } from "./facts.ts";
import { runningSince } from "./running-since.ts";

type Run = FlowFact["runs"][number];

const hourMs = 3_600_000;

/**
 * Nothing left for hours of an open window, and all that time there was something to send: people due, messages standing past their time,
 * or messages cancelled because they missed it. Queued people are not due, so no one of the three holds all the time. A run of send-email
 * has no row in job_runs: when all of them fail, messages miss their time and it is seen here.
 */
export function noSends({ engine, flow, evaluations }: AlertFacts, now: Date): Cause[] {
  if ((engine !== "sending" && engine !== "no_sender") || !flow.isWindowOpenLong) return [];
  if (flow.lastSentAt !== null && now.getTime() - flow.lastSentAt.getTime() < noSendsMs) return [];
  if (now.getTime() - waitingSince(flow, runningSince(evaluations, now), now) < noSendsMs) return [];
  const last = flow.runs.find((run) => dueIn(run) > 0);
  const missed = flow.missed.reduce((sum, { count }) => sum + count, 0);
  return [
    {
      kind: "no_sends",
      severity: "critical",
      scope: { kind: "tenant", id: null, name: null },
      title: `Nothing was sent for ${noSendsMs / hourMs} hours although people are due`,
      detail: `The send window is open. ${inWords(last, flow.late.count, missed)}`,
      evidence: {
        due: last?.due ?? 0,
        queued: last?.queued ?? 0,
        late: flow.late.count,
        missed,
        last_sent_at: flow.lastSentAt?.toISOString() ?? null,
      },
    },
  ];
}

/** Since when, in ms, there has been something to send without a longer rest; `now` when there is nothing. */
function waitingSince({ runs, missed, late }: FlowFact, aliveSince: Date, now: Date): number {
  // What a person or an empty address held back before was not the engine's to send.
  const heldUntil = runs.find(isHeld)?.at.getTime() ?? 0;
  let since = now.getTime();
  // A row that is late since before the engine ran again says nothing of the time in between.
  if (late.oldestAt) since = Math.max(late.oldestAt.getTime(), aliveSince.getTime(), heldUntil);
  const traces = [...runs.filter((run) => dueIn(run) > 0), ...missed].map(({ at }) => at.getTime());
  for (const at of traces.toSorted((a, b) => b - a)) {
    if (at < heldUntil || since - at > noWorkMs) break;
    since = Math.min(since, at);
  }
  return since;
}

function isHeld({ passedOver }: Pick<Run, "passedOver">): boolean {
  return Boolean(passedOver.engine_paused || passedOver.no_postal_address);
}

/** Whom the run could have sent to: not those whose own window was closed, or whose time proved to be a later one. */
function dueIn({ due, passedOver }: Run): number {
  return isHeld({ passedOver }) ? 0 : due - (passedOver.outside_window ?? 0) - (passedOver.not_due ?? 0);
}

function inWords(last: Run | undefined, late: number, missed: number): string {
  const reasons = Object.entries(last?.passedOver ?? {}).sort(([, a], [, b]) => b - a);
  const why = reasons.slice(0, 3).map(([code, count]) => `${count} × ${describeReason(code).label}`);
  const words = [
    last ? `The last sequencer run that found anybody found ${last.due} due.` : "",
    why.length > 0 ? `Passed over: ${why.join(", ")}.` : "",
    late > 0 ? `Messages in the queue past their time: ${late}.` : "",
    missed > 0 ? `Messages that missed their time and were planned again: ${missed}.` : "",
    why.length + late + missed === 0 ? "The messages that were queued did not leave." : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}

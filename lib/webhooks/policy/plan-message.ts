import type { IncomingEvent, LedgerMessage, MachineReason, MessageEvent, StoredEvent } from "../types.ts";
import { type MessageSummary, type Metric, metrics, summariseMessage } from "./summarise-message.ts";

const metricNumbers = Object.values(metrics);

export type Verdict = { metric: Metric | null; machineReason: MachineReason | null };

/** A message's count of a metric: where it is taken from and where it goes, null for nowhere. */
export type CountMove = { metric: Metric; fromMs: number | null; toMs: number | null };

type StoredChange = Verdict & { id: string; occurredAt: Date };

export type MessagePlan = {
  message: LedgerMessage;
  before: MessageSummary;
  after: MessageSummary;
  /** what to store with each new event, by fingerprint */
  verdicts: Map<string, Verdict>;
  /** stored events whose verdict a new one changes */
  storedChanges: StoredChange[];
  counts: CountMove[];
};

/**
 * What new events of a message change (SPEC §8). Compares the summaries of the stored events and of all of them, so any order of
 * arrival ends in the same state.
 */
export function planMessage(
  message: LedgerMessage,
  stored: readonly StoredEvent[],
  incoming: readonly IncomingEvent[],
): MessagePlan {
  const fresh = incoming.map(toMessageEvent);
  const before = summariseMessage(stored);
  const after = summariseMessage([...stored, ...fresh]);
  const plan: MessagePlan = {
    message,
    before,
    after,
    verdicts: new Map(fresh.map((event) => [event.key, { metric: null, machineReason: reasonOf(event, after) }])),
    storedChanges: [],
    counts: [],
  };
  for (const metric of metricNumbers) planMetric(plan, metric, stored);
  planStored(plan, stored);
  return plan;
}

function planMetric(plan: MessagePlan, metric: Metric, stored: readonly StoredEvent[]): void {
  const counted = plan.after.counted.get(metric);
  const flagged = stored.length === 0 ? undefined : stored.find((event) => event.metric === metric);
  if (counted?.key === flagged?.key) return;
  const verdict = counted && plan.verdicts.get(counted.key);
  if (verdict) verdict.metric = metric;
  plan.counts.push({ metric, fromMs: flagged?.atMs ?? null, toMs: counted?.atMs ?? null });
}

/** Stored events that lose or get the count, or turn out to be a machine's. */
function planStored(plan: MessagePlan, stored: readonly StoredEvent[]): void {
  if (stored.length === 0) return;
  const countedMetric = new Map([...plan.after.counted].map(([metric, event]) => [event.key, metric]));
  for (const event of stored) {
    const metric = countedMetric.get(event.key) ?? null;
    const machineReason = reasonOf(event, plan.after);
    if (metric === event.metric && machineReason === event.machineReason) continue;
    plan.storedChanges.push({ id: event.id, occurredAt: event.occurredAt, metric, machineReason });
  }
}

function reasonOf(event: MessageEvent, summary: MessageSummary): MachineReason | null {
  return event.type === "clicked" ? (summary.clickReasons.get(event.key) ?? null) : event.machineReason;
}

function toMessageEvent(event: IncomingEvent): MessageEvent {
  return {
    key: event.fingerprint,
    type: event.type,
    atMs: event.occurredAt.getTime(),
    machineReason: event.machineReason,
    url: event.url,
    bounceClass: event.bounceClass,
    reason: event.reason,
  };
}

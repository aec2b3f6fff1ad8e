import { describeReason } from "#lib/shared/reasons.ts";
import { dnsMemoryMs, dnsMinUnknown, noSendsMs, noSendsRuns, silence } from "../thresholds.ts";
import type { Cause } from "../types.ts";
import type { AlertFacts } from "./facts.ts";

const tenant = { kind: "tenant", id: null, name: null } as const;
const hourMs = 3_600_000;

/** Mail that does not move: not out, not back, not settled, not checked. */
export function flowCauses(facts: AlertFacts, now: Date): Cause[] {
  return [
    ...noSends(facts, now),
    ...webhookSilence(facts, now),
    ...unknownSends(facts),
    ...dnsFailing(facts, now),
    ...unreadable(facts),
  ];
}

function noSends({ engine, flow }: AlertFacts, now: Date): Cause[] {
  if (engine !== "sending" || !flow.isWindowOpenLong) return [];
  const isSilent = flow.lastSentAt === null || now.getTime() - flow.lastSentAt.getTime() >= noSendsMs;
  const [last] = flow.runs;
  const wereDue = flow.runs.length >= noSendsRuns && flow.runs.every((run) => run.due > 0);
  if (!isSilent || !wereDue || !last) return [];
  const reasons = Object.entries(last.passedOver).sort(([, a], [, b]) => b - a);
  const why = reasons.slice(0, 3).map(([code, count]) => `${count} × ${describeReason(code).label}`);
  const passed = why.length === 0 ? "The messages that were queued did not leave." : `Passed over: ${why.join(", ")}.`;
  return [
    {
      kind: "no_sends",
      severity: "critical",
      scope: tenant,
      title: `Nothing was sent for ${noSendsMs / hourMs} hours although people are due`,
      detail: `The send window is open and the last sequencer run found ${last.due} due. ${passed}`,
      evidence: { due: last.due, queued: last.queued, last_sent_at: flow.lastSentAt?.toISOString() ?? null },
    },
  ];
}

function webhookSilence({ silences }: AlertFacts, now: Date): Cause[] {
  return silences
    .filter(({ sends, oldestAt }) => sends >= silence.minSends && now.getTime() - oldestAt.getTime() >= silence.afterMs)
    .map(({ connectionId, name, sends, oldestAt }) => ({
      kind: "webhook_silence",
      severity: "critical",
      scope: { kind: "connection", id: connectionId, name },
      title: `No events come from ${name}`,
      detail: `${sends} messages went out and nothing was heard of any: bounces and complaints would go unseen.`,
      evidence: { sends, silent_since_at: oldestAt.toISOString() },
    }));
}

function unknownSends({ unknownSends: { count, oldestAt } }: AlertFacts): Cause[] {
  if (count === 0) return [];
  return [
    {
      kind: "unknown_sends",
      severity: "warning",
      scope: tenant,
      title: count === 1 ? "A message has no known outcome" : `${count} messages have no known outcome`,
      detail: "They may have been sent, so they are never sent again, and no event has settled them for a day.",
      evidence: { messages: count, oldest_at: oldestAt?.toISOString() ?? null },
    },
  ];
}

function dnsFailing({ verification }: AlertFacts, now: Date): Cause[] {
  if (verification === null || now.getTime() - verification.at.getTime() > dnsMemoryMs) return [];
  const { checked, valid, unknown } = verification;
  if (unknown < dnsMinUnknown || valid > 0) return [];
  return [
    {
      kind: "dns_failing",
      severity: "warning",
      scope: tenant,
      title: "DNS gives no answers",
      detail: `None of ${unknown} recipient domains could be looked up in the last verification.`,
      evidence: { checked, unknown, verified_at: verification.at.toISOString() },
    },
  ];
}

function unreadable({ unreadable: state }: AlertFacts): Cause[] {
  if (state === null) return [];
  return [
    {
      kind: "reputation_unreadable",
      severity: "critical",
      scope: tenant,
      title: "Reputation cannot be read",
      detail: "Sending slows down and stops after five minutes.",
      evidence: { last_read_at: state.lastReadAt?.toISOString() ?? null },
    },
  ];
}

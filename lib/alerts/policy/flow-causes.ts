import { dnsMemoryMs, dnsMinUnknown, silence } from "../thresholds.ts";
import type { Cause } from "../types.ts";
import type { AlertFacts } from "./facts.ts";
import { noSends } from "./no-sends.ts";

const tenant = { kind: "tenant", id: null, name: null } as const;

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

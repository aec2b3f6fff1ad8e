import { describeReason } from "#lib/shared/reasons.ts";

export type TimelineMessage = {
  id: string;
  createdAt: Date;
  scheduledAt: Date;
  sentAt: Date | null;
  status: string;
  statusReason: string | null;
  statusDetail: string | null;
  kind: string;
  subject: string | null;
  fromEmail: string;
  cycle: number;
  step: number;
};

export type TimelineSignal = {
  emailId: string;
  type: string;
  at: Date;
  isMachine: boolean;
  machineReason: string | null;
};

export type Entry = {
  at: Date;
  kind: "email" | "event" | "cycle";
  type: string;
  title: string;
  detail: string | null;
  emailId: string | null;
  cycle: number;
  step: number | null;
  isMachine: boolean;
};

const verbs: Record<string, string> = {
  queued: "Queued",
  claimed: "Being written",
  sending: "Being handed over",
  sent: "Sent",
  failed: "Refused",
  unknown: "Outcome unknown",
  cancelled: "Cancelled, will be planned again",
  skipped: "Skipped",
  received: "Received",
};

/** What comes first when times are equal, as they are to the second: a message cannot be delivered before it is sent. */
const order: Record<Entry["kind"], number> = { cycle: 0, email: 1, event: 2 };

/** Everything that happened to a prospect across its cycles, newest first. `lastReset` opened the cycle it names. */
export function buildTimeline(
  messages: readonly TimelineMessage[],
  signals: readonly TimelineSignal[],
  lastReset: { at: Date; cycle: number } | null,
): Entry[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const entries = [
    ...messages.map(messageEntry),
    ...signals.flatMap((signal) => signalEntry(signal, byId.get(signal.emailId))),
  ];
  if (lastReset) {
    entries.push({
      at: lastReset.at,
      kind: "cycle",
      type: "cycle_reset",
      title: "Returned for re-contact",
      detail: null,
      emailId: null,
      cycle: lastReset.cycle,
      step: null,
      isMachine: false,
    });
  }
  return entries.toSorted((a, b) => b.at.getTime() - a.at.getTime() || order[b.kind] - order[a.kind]);
}

function messageEntry(message: TimelineMessage): Entry {
  const name = message.kind === "winback" ? "Win-back" : `Step ${message.step}`;
  const why = message.statusReason ? describeReason(message.statusReason).label : null;
  const detail = [message.subject, `from ${message.fromEmail}`, why, message.statusDetail].filter(Boolean).join(" · ");
  return {
    at: message.sentAt ?? (message.status === "queued" ? message.scheduledAt : message.createdAt),
    kind: "email",
    type: message.status,
    title: `${name}: ${(verbs[message.status] ?? message.status).toLowerCase()}`,
    detail,
    emailId: message.id,
    cycle: message.cycle,
    step: message.step,
    isMachine: false,
  };
}

function signalEntry(signal: TimelineSignal, message: TimelineMessage | undefined): Entry[] {
  if (!message) return [];
  const title = signal.type.charAt(0).toUpperCase() + signal.type.slice(1);
  return [
    {
      at: signal.at,
      kind: "event",
      type: signal.type,
      title: signal.isMachine ? `${title} by a machine` : title,
      detail: signal.machineReason,
      emailId: signal.emailId,
      cycle: message.cycle,
      step: message.step,
      isMachine: signal.isMachine,
    },
  ];
}

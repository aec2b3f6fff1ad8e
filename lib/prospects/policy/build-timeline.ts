import { describeReason } from "#lib/shared/reasons.ts";
import { explainSender, type SenderExplanation } from "./explain-sender.ts";

export type TimelineMessage = {
  id: string;
  createdAt: Date;
  scheduledAt: Date;
  sentAt: Date | null;
  status: string;
  statusReason: string | null;
  statusDetail: string | null;
  kind: string;
  direction: "outbound" | "inbound";
  subject: string | null;
  fromEmail: string;
  mailboxId: string | null;
  isWritten: boolean;
  /** Message-ID of the message it answers */
  inReplyTo: string | null;
  decision: unknown;
  replyClassification: string | null;
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

/** What a person did to where the prospect stands. `cycle`: null where its time says which. */
export type TimelineChange = { at: Date; type: string; title: string; detail: string | null; cycle: number | null };

export type Entry = {
  at: Date;
  kind: "email" | "event" | "cycle" | "change";
  type: string;
  title: string;
  detail: string | null;
  emailId: string | null;
  cycle: number;
  step: number | null;
  isMachine: boolean;
  message: EntryMessage | null;
};

type EntryMessage = Pick<TimelineMessage, "direction" | "subject" | "fromEmail" | "mailboxId" | "isWritten"> & {
  sender: SenderExplanation | null;
};

const verbs: Record<string, string> = {
  queued: "Queued",
  claimed: "Being written",
  sending: "Being sent",
  sent: "Sent",
  failed: "Refused",
  unknown: "Outcome unknown",
  cancelled: "Cancelled, will be planned again",
  skipped: "Skipped",
  received: "Received",
};

/** Events whose name is a provider's word. */
const signalTitles: Record<string, string> = {
  processed: "Taken by the provider",
  deferred: "Put off by the recipient's server",
  dropped: "Dropped by the provider",
};

/** What machines do as well as people. */
const engagement = new Set(["opened", "clicked"]);

/** What comes first when times are equal, as they are to the second: a message cannot be delivered before it is sent. */
const order: Record<Entry["kind"], number> = { cycle: 0, email: 1, event: 2, change: 3 };

type Reset = { at: Date; cycle: number };

/** Everything that happened to a prospect across its cycles, newest first. `lastReset` opened the cycle it names. */
export function buildTimeline(
  messages: readonly TimelineMessage[],
  signals: readonly TimelineSignal[],
  lastReset: Reset | null,
  changes: readonly TimelineChange[] = [],
): Entry[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const entries = [
    ...messages.map((message) => messageEntry(message, previousOf(message, messages))),
    ...signals.flatMap((signal) => signalEntry(signal, byId.get(signal.emailId))),
    ...changes.map((change) => changeEntry(change, messages, lastReset)),
  ];
  if (lastReset) {
    const { at, cycle } = lastReset;
    entries.push({ ...bare, at, kind: "cycle", type: "cycle_reset", title: "Returned for re-contact", cycle });
  }
  return entries.toSorted((a, b) => b.at.getTime() - a.at.getTime() || order[b.kind] - order[a.kind]);
}

const bare = { detail: null, emailId: null, step: null, isMachine: false, message: null };

function changeEntry(
  { cycle, ...change }: TimelineChange,
  messages: readonly TimelineMessage[],
  lastReset: Reset | null,
): Entry {
  return { ...bare, ...change, kind: "change", cycle: cycle ?? cycleAt(change.at, messages, lastReset) };
}

/** The cycle that a moment falls in: that of the last reset, or of the latest message made before. */
function cycleAt(at: Date, messages: readonly TimelineMessage[], lastReset: Reset | null): number {
  if (lastReset && at >= lastReset.at) return lastReset.cycle;
  const before = messages.filter(({ createdAt }) => createdAt <= at);
  return Math.max(0, ...before.map(({ cycle }) => cycle));
}

function messageEntry(message: TimelineMessage, previous: TimelineMessage | undefined): Entry {
  const { direction, subject, fromEmail, mailboxId, isWritten, step } = message;
  const continuesThread = message.inReplyTo !== null;
  const sender = explainSender(message.decision, {
    step,
    continuesThread,
    previousFromEmail: previous?.fromEmail ?? null,
  });
  return {
    at: message.sentAt ?? (message.status === "queued" ? message.scheduledAt : message.createdAt),
    kind: "email",
    type: message.status,
    title: titleOf(message),
    detail: detailOf(message),
    emailId: message.id,
    cycle: message.cycle,
    step: direction === "inbound" ? null : step,
    isMachine: false,
    message: { direction, subject, fromEmail, mailboxId, isWritten, sender },
  };
}

/** The latest message of an earlier step in the same cycle. */
function previousOf(message: TimelineMessage, messages: readonly TimelineMessage[]): TimelineMessage | undefined {
  return messages
    .filter((other) => other.cycle === message.cycle && other.direction === "outbound" && other.step < message.step)
    .toSorted((a, b) => b.step - a.step)
    .find(({ status }) => status === "sent" || status === "unknown");
}

function titleOf({ direction, kind, step, status }: TimelineMessage): string {
  if (direction === "inbound") return "Reply received";
  const name = kind === "winback" ? "Win-back" : `Step ${step}`;
  return `${name}: ${(verbs[status] ?? status).toLowerCase()}`;
}

function detailOf(message: TimelineMessage): string | null {
  const why = message.statusReason ? describeReason(message.statusReason).label : null;
  const read = message.replyClassification ? `read as ${message.replyClassification.replaceAll("_", " ")}` : null;
  return [why, read, answerOf(message)].filter(Boolean).join(" · ") || null;
}

/** The provider's words are worth reading where something went wrong: else they are a code and a number. */
function answerOf({ status, direction, statusReason, statusDetail }: TimelineMessage): string | null {
  return status === "sent" && direction === "outbound" && statusReason === null ? null : statusDetail;
}

/** Of a message that is known as sent, `processed` says the same again. */
function isNews({ type }: TimelineSignal, { status }: TimelineMessage): boolean {
  return type !== "processed" || status !== "sent";
}

function signalEntry(signal: TimelineSignal, message: TimelineMessage | undefined): Entry[] {
  if (!message || !isNews(signal, message)) return [];
  const title = signalTitles[signal.type] ?? signal.type.charAt(0).toUpperCase() + signal.type.slice(1);
  const by = signal.isMachine ? " by a machine" : engagement.has(signal.type) ? " by a person" : "";
  return [
    {
      at: signal.at,
      kind: "event",
      type: signal.type,
      title: `${title}${by}`,
      detail: signal.machineReason,
      emailId: signal.emailId,
      cycle: message.cycle,
      step: message.step,
      isMachine: signal.isMachine,
      message: null,
    },
  ];
}

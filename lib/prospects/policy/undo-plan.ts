/** The latest line of the audit log about where a prospect stands. */
export type SteeringLine = {
  action: string;
  at: Date;
  before: {
    status?: unknown;
    hold_reason?: unknown;
    last_email_replied_at?: unknown;
    re_contact_cycle?: unknown;
    /** where lines of old have it */
    undone?: unknown;
  };
  after: { status?: unknown; last_email_replied_at?: unknown; re_contact_cycle?: unknown; undone?: unknown };
};

export type UndoFacts = {
  status: string;
  holdReason: string | null;
  lastEmailSentAt: Date | null;
  lastEmailRepliedAt: Date | null;
};

export type UndoPlan =
  | { kind: "undo"; status: string; holdReason: string | null; lastEmailRepliedAt: Date | null }
  | { kind: "refused"; detail: string };

/** Long enough to notice a slip, short enough that nothing else has been built on it. */
const undoableMs = 15 * 60_000;
/** `prospect.changed` where it gave a status. */
const undoable = new Set(["prospect.stopped", "prospect.replied", "prospect.returned", "prospect.changed"]);
const inSequence = new Set(["cold", "contacted"]);
/** Holds that nothing but people and stated returns end: the others are worked out anew. */
const keptHolds = new Set(["manual_stop", "out_of_office"]);

/** Whether the last thing that a person did to a prospect can be taken back, and what it goes back to. */
export function undoPlan(line: SteeringLine | null, facts: UndoFacts, now: Date): UndoPlan {
  const detail = refusal(line, facts, now);
  if (line === null || detail !== null) return { kind: "refused", detail: detail ?? "" };
  const { status, hold_reason: hold, last_email_replied_at: replied } = line.before;
  return {
    kind: "undo",
    status: String(status),
    holdReason: inSequence.has(String(status)) && keptHolds.has(String(hold)) ? String(hold) : null,
    lastEmailRepliedAt: line.action === "prospect.changed" ? facts.lastEmailRepliedAt : dateOf(replied),
  };
}

function dateOf(text: unknown): Date | null {
  return typeof text === "string" ? new Date(text) : null;
}

function refusal(line: SteeringLine | null, facts: UndoFacts, now: Date): string | null {
  if (line === null || !undoable.has(line.action) || typeof line.before.status !== "string")
    return "There is nothing that could be undone.";
  if (now.getTime() - line.at.getTime() > undoableMs)
    return "It was done more than 15 minutes ago: that is not undone.";
  if (line.after.re_contact_cycle !== undefined && line.after.re_contact_cycle !== line.before.re_contact_cycle)
    return "A new cycle has begun: that is not undone. Stop the prospect instead.";
  if (facts.lastEmailSentAt && facts.lastEmailSentAt > line.at)
    return "A message has left meanwhile: that is not undone.";
  return isAsLeft(line, facts) ? null : "Something else has happened to the prospect meanwhile: that is not undone.";
}

/** Whether the prospect stands as this line left it. */
export function isAsLeft(
  { action, before, after }: SteeringLine,
  facts: Pick<UndoFacts, "status" | "holdReason" | "lastEmailRepliedAt">,
): boolean {
  const status = typeof after.status === "string" ? after.status : before.status;
  if (facts.status !== status) return false;
  if (action === "prospect.changed") return facts.holdReason === null;
  if (action === "prospect.stopped") return facts.holdReason === "manual_stop";
  if (action === "prospect.replied") return facts.lastEmailRepliedAt?.toISOString() === after.last_email_replied_at;
  return facts.lastEmailRepliedAt === null && facts.holdReason !== "manual_stop" && facts.holdReason !== "suppressed";
}

import type { AwaitedMailbox, DueObstacle, MailboxObstacle } from "#lib/sequencing/policy/due-obstacle.ts";
import { describeReason, passOverReasons } from "#lib/shared/reasons.ts";

export type NextFacts = {
  status: string;
  step: number;
  nextSendAt: Date | null;
  holdReason: string | null;
  lastDecision: unknown;
  /** name of its campaign, where a sentence may say it */
  campaign: string | null;
  /** the row on its way, when there is one */
  openEmail: { status: string; step: number; scheduledAt: Date } | null;
  /** what keeps everybody who is due from being planned now */
  obstacle: DueObstacle | null;
  /** it has an address that has not bounced, which a sentence about a bounce goes by */
  hasNewAddress?: boolean;
};

export type NextExplanation = {
  kind: "scheduled" | "queued" | "held" | "ended";
  /** its time has come; it waits for a run that takes it */
  isDue: boolean;
  /** of what is due: not before then, where that is known, else since when it is due */
  at: Date | null;
  reason: string | null;
  sentence: string;
  /** the same for a row of a list; it goes on where a time is shown before it. Null: the time says it all */
  short: string | null;
  clears: string | null;
  /** the mailbox of the cycle that it waits for */
  waitsFor: AwaitedMailbox | null;
};

const endings: Record<string, string> = {
  interested: "The prospect answered with interest: a person takes it from here.",
  demo_scheduled: "A demo is scheduled: the sequence is over.",
  demo_completed: "A demo was held: the sequence is over.",
  proposal_sent: "A proposal is out: the sequence is over.",
  won: "Won: the sequence is over.",
  lost: "Lost: the sequence is over until a person returns the prospect to it.",
  bounced: "The address bounced: nothing is sent until there is another address.",
  unreachable:
    "Nothing could be delivered for three days: the sequence stopped until a delivery proves the address again.",
  unsubscribed: "The prospect asked not to be written to: nothing is ever sent again.",
  no_verified_email: "There is no address that mail can be sent to.",
  generation_failed: "No acceptable text was written three times: the sequence goes on when that works again.",
  duplicate_email: "Another prospect has this address: that one is written to.",
  exhausted: "The last re-contact cycle is over: nothing more is sent.",
};

/** A bounce is ended by a person returning the prospect, not by the new address itself (SPEC §2). */
const bouncedBefore =
  "The address before this one bounced: nothing is sent until a person returns the prospect to the sequence.";

/** Holds that its campaign puts on it. */
const campaignHolds = new Set(["campaign_paused", "no_campaign_step"]);

/** Caps and limits of a whole day: what is told first is that the day has no room. */
const dayReasons = new Set<string>(["tenant_cap", "domain_cap", "mailbox_cap", "probation_quota"]);

/** Why and when the next email goes, in one sentence (SPEC §13: why and when next). */
export function explainNext(facts: NextFacts, now: Date): NextExplanation {
  const rest = { isDue: false, at: null, reason: null, clears: null, waitsFor: null };
  if (facts.openEmail) {
    const { step, scheduledAt } = facts.openEmail;
    return {
      ...rest,
      kind: "queued",
      at: scheduledAt,
      sentence: `Step ${step} is ${lowerFirst(onItsWay(facts.openEmail.status))}.`,
      short: onItsWay(facts.openEmail.status),
    };
  }
  const ending = facts.status === "bounced" && facts.hasNewAddress ? bouncedBefore : endings[facts.status];
  if (ending) return { ...rest, kind: "ended", reason: facts.status, sentence: ending, short: "No further email" };
  const step = facts.step + 1;
  if (facts.holdReason) {
    const { label, clears } = describeReason(facts.holdReason);
    const of = facts.campaign && campaignHolds.has(facts.holdReason) ? ` (${facts.campaign})` : "";
    const sentence = `${label}${of}: ${whatWaits(facts.holdReason, facts.step)}.`;
    return { ...rest, kind: "held", reason: facts.holdReason, sentence, short: label, clears };
  }
  const isDue = facts.nextSendAt !== null && facts.nextSendAt <= now;
  const { obstacle } = facts;
  if (obstacle?.waitsFor) return waitingForMailbox(step, obstacle);
  if (isDue && obstacle) return waiting(step, facts.nextSendAt, obstacle);
  const reason = passedOverFor(facts.lastDecision);
  const when = isDue
    ? `Step ${step} is due: the next run plans it, if those before it leave room.`
    : `Step ${step} is next.`;
  const because = reason ? `Passed over last time: ${labelInside(reason)}` : null;
  const sentence = because ? `${when} ${because}.` : when;
  const short = because ?? (isDue ? "The next run plans it, if there is room" : null);
  const clears = reason ? describeReason(reason).clears : null;
  return { ...rest, kind: "scheduled", isDue, at: facts.nextSendAt, reason, sentence, short, clears };
}

/** A cycle that has no further step, or comes too late for it, has no step that waits. */
function whatWaits(holdReason: string, lastStep: number): string {
  if (holdReason === "cooldown") return "the last email is older than the re-contact cooldown";
  const isOver = holdReason === "sequence_finished" || (holdReason === "no_campaign_step" && lastStep > 0);
  return isOver ? `nothing follows step ${lastStep}` : `step ${lastStep + 1} waits`;
}

function waiting(step: number, dueAt: Date | null, { reason, until }: DueObstacle): NextExplanation {
  const label = labelInside(reason);
  const why = dayReasons.has(reason) ? `today's room is used up (${label})` : label;
  const sentence = `Step ${step} is due and waits: ${why}.`;
  return {
    kind: "scheduled",
    isDue: true,
    at: until ?? dueAt,
    reason,
    sentence,
    short: `Waits: ${label}`,
    clears: describeReason(reason).clears,
    waitsFor: null,
  };
}

/** Planning may have put it off for an hour, to look again: what it waits for is the mailbox. */
function waitingForMailbox(step: number, { reason, until, waitsFor }: MailboxObstacle): NextExplanation {
  const { label, clears } = passOverReasons[reason];
  return {
    kind: "scheduled",
    isDue: true,
    at: until,
    reason,
    sentence: `Step ${step} is due and waits for ${waitsFor.fromEmail}, which sent the step before: ${label.toLowerCase()}.`,
    short: `Waits for its mailbox: ${label.toLowerCase()}`,
    clears: `${clears}; after 72 h another mailbox takes over`,
    waitsFor,
  };
}

function onItsWay(status: string): string {
  if (status === "sending") return "Being sent";
  return status === "claimed" ? "Being written" : "In the queue";
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function labelInside(reason: string): string {
  return describeReason(reason).label.toLowerCase();
}

/** Why planning passed it over when it last looked at it; null when it did not. */
export function passedOverFor(decision: unknown): string | null {
  if (typeof decision !== "object" || decision === null || !("kind" in decision) || decision.kind !== "none")
    return null;
  return "reason" in decision && typeof decision.reason === "string" ? decision.reason : null;
}

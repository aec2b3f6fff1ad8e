import { describeReason } from "#lib/shared/reasons.ts";

export type NextFacts = {
  status: string;
  step: number;
  nextSendAt: Date | null;
  holdReason: string | null;
  lastDecision: unknown;
  /** the row on its way, when there is one */
  openEmail: { status: string; step: number; scheduledAt: Date } | null;
};

export type NextExplanation = {
  kind: "scheduled" | "queued" | "held" | "ended";
  at: Date | null;
  reason: string | null;
  sentence: string;
  clears: string | null;
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
  generation_failed: "No acceptable text could be written three times: the sequence goes on when that works again.",
  duplicate_email: "Another prospect has this address: that one is written to.",
  exhausted: "The last re-contact cycle is over: nothing more is sent.",
};

/** Why and when the next email goes, in one sentence (SPEC §13: why and when next). */
export function explainNext(facts: NextFacts, now: Date): NextExplanation {
  if (facts.openEmail) {
    const { step, scheduledAt } = facts.openEmail;
    return { kind: "queued", at: scheduledAt, reason: null, sentence: `Step ${step} is in the queue.`, clears: null };
  }
  const ending = endings[facts.status];
  if (ending) return { kind: "ended", at: null, reason: facts.status, sentence: ending, clears: null };
  if (facts.holdReason) {
    const { label, clears } = describeReason(facts.holdReason);
    return {
      kind: "held",
      at: null,
      reason: facts.holdReason,
      sentence: `${label}: step ${facts.step + 1} waits.`,
      clears,
    };
  }
  const reason = decisionReason(facts.lastDecision);
  const isLate = facts.nextSendAt !== null && facts.nextSendAt <= now;
  return {
    kind: "scheduled",
    at: facts.nextSendAt,
    reason,
    sentence: scheduledSentence(facts.step + 1, isLate, reason),
    clears: reason ? describeReason(reason).clears : null,
  };
}

function scheduledSentence(step: number, isDue: boolean, reason: string | null): string {
  const because = reason ? ` Passed over last time: ${describeReason(reason).label.toLowerCase()}.` : "";
  return isDue ? `Step ${step} is due and goes with the next run.${because}` : `Step ${step} is due then.${because}`;
}

function decisionReason(decision: unknown): string | null {
  if (typeof decision !== "object" || decision === null || !("kind" in decision) || decision.kind !== "none")
    return null;
  return "reason" in decision && typeof decision.reason === "string" ? decision.reason : null;
}

import { describeReason } from "#lib/shared/reasons.ts";

export type ReturnFacts = {
  status: string;
  holdReason: string | null;
  step: number;
  finalStep: number;
  lastEmailSentAt: Date | null;
  /** the ledger holds a message of the next step that will not be sent again */
  isNextStepSpent: boolean;
  hasEmail: boolean;
  isUnsubscribed: boolean;
  isSuppressed: boolean;
  /** the address it has now has bounced */
  isAddressBounced: boolean;
};

export type ReturnPlan = { kind: "continue" } | { kind: "new_cycle" } | { kind: "refused"; detail: string };

const returnable = new Set(["interested", "lost", "unreachable", "exhausted", "generation_failed", "bounced"]);
/** Holds inside the sequence that a person ends by returning the prospect. */
const endedByPeople = new Set(["manual_stop", "replied", "out_of_office", "step_not_sent"]);
const dayMs = 86_400_000;

/**
 * Whether a person may return a prospect to the sequence (SPEC §2), and where it goes on: at its next step, or, where the cycle has no
 * step left to send, at the start of the next cycle.
 */
export function returnPlan(facts: ReturnFacts, cooldownDays: number, now: Date): ReturnPlan {
  const detail = returnRefusal(facts);
  if (detail) return { kind: "refused", detail };
  if (facts.step === 0) return facts.isNextStepSpent ? { kind: "new_cycle" } : { kind: "continue" };
  const cooledAt = (facts.lastEmailSentAt?.getTime() ?? now.getTime()) + cooldownDays * dayMs;
  const isOver = facts.step >= facts.finalStep || facts.isNextStepSpent || cooledAt <= now.getTime();
  return isOver ? { kind: "new_cycle" } : { kind: "continue" };
}

type RefusalFacts = Pick<
  ReturnFacts,
  "status" | "holdReason" | "hasEmail" | "isUnsubscribed" | "isSuppressed" | "isAddressBounced"
>;

/** Why a person cannot return it; null when they can. */
export function returnRefusal(facts: RefusalFacts): string | null {
  if (facts.isUnsubscribed || facts.status === "unsubscribed") return "Who unsubscribed is never written to again.";
  if (!facts.hasEmail) return "There is no address to write to: enter one first.";
  if (facts.isAddressBounced) return "This address has bounced: enter another one first.";
  if (facts.isSuppressed) return "The address or its domain is suppressed.";
  if (returnable.has(facts.status)) return null;
  const isInSequence = facts.status === "cold" || facts.status === "contacted";
  if (isInSequence && endedByPeople.has(facts.holdReason ?? "")) return null;
  if (!isInSequence)
    return `A prospect with the status ${facts.status.replaceAll("_", " ")} is not returned to the sequence.`;
  const held = facts.holdReason ? ` It waits: ${describeReason(facts.holdReason).label.toLowerCase()}.` : "";
  return `The prospect is in the sequence already.${held}`;
}

import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";

/** `pointless`: it changes nothing, and nobody looks for it there. `whyNot`: why it cannot be done, for who does. */
export type Offer = "offered" | "pointless" | { whyNot: string };

export type ProspectActions = Record<"stop" | "reply" | "status" | "return" | "suppress" | "verify", Offer> & {
  /** nothing is sent before there is another address */
  needsAddress: boolean;
};

type Facts = Pick<ProspectDetail, "status" | "hold_reason" | "email" | "suppression" | "refusals">;

const endedByPeople = ["manual_stop", "replied", "out_of_office", "step_not_sent"];
const neverAgain = "Who unsubscribed is never written to again.";

/** What makes sense for a prospect as it stands, and why not what does not; the API has the last word. */
export function actionsOf(facts: Facts): ProspectActions {
  const { status, hold_reason: hold, email, refusals } = facts;
  const isInSequence = status === "cold" || status === "contacted";
  const isUnsubscribed = status === "unsubscribed";
  const isStopped = endedByPeople.includes(hold ?? "");
  const canStop = isInSequence && hold !== "manual_stop" && hold !== "suppressed";
  const isRepeat = hold === "replied" ? "It is marked as replied already." : null;
  return {
    stop: canStop ? "offered" : "pointless",
    reply: offer(isUnsubscribed ? neverAgain : isRepeat),
    status: offer(isUnsubscribed ? neverAgain : null),
    return: isInSequence && !isStopped ? "pointless" : offer(refusals.return),
    suppress: offer(suppressRefusal(facts)),
    verify: offer(hold === "awaiting_verification" ? "It waits for verification already." : refusals.verify),
    needsAddress:
      status === "no_verified_email" || email === null || (status === "bounced" && refusals.return !== null),
  };
}

function offer(whyNot: string | null): Offer {
  return whyNot === null ? "offered" : { whyNot };
}

function suppressRefusal({ status, hold_reason: hold, email, suppression }: Facts): string | null {
  if (email === null) return "There is no address to suppress.";
  if (suppression !== null || hold === "suppressed") return "It is suppressed already.";
  return status === "unsubscribed" ? neverAgain : null;
}

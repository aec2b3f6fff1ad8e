import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";

export type ProspectActions = {
  stop: boolean;
  reply: boolean;
  status: boolean;
  return: boolean;
  suppress: boolean;
  verify: boolean;
};

const endedByPeople = ["manual_stop", "replied", "out_of_office", "step_not_sent"];
const returnable = ["interested", "lost", "unreachable", "exhausted", "generation_failed", "bounced"];

/** What makes sense for a prospect as it stands; the API has the last word. */
export function actionsOf({
  status,
  hold_reason: hold,
  email,
}: Pick<ProspectDetail, "status" | "hold_reason" | "email">): ProspectActions {
  const isInSequence = status === "cold" || status === "contacted";
  const isStopped = endedByPeople.includes(hold ?? "");
  return {
    stop: isInSequence && hold !== "manual_stop" && hold !== "suppressed",
    reply: status !== "unsubscribed" && hold !== "replied",
    status: status !== "unsubscribed",
    return: isInSequence ? isStopped : returnable.includes(status),
    suppress: email !== null && hold !== "suppressed" && status !== "unsubscribed",
    verify: email !== null && (status === "cold" || status === "no_verified_email") && hold !== "awaiting_verification",
  };
}

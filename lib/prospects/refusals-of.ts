import type { ProspectDetail } from "./contract-detail.ts";
import type { FoundOutreach, FoundProspect } from "./describe-prospect.ts";
import { verifyRefusal } from "./policy/refusals.ts";
import { returnRefusal } from "./policy/return-plan.ts";

type Found = { prospect: FoundProspect; outreach: FoundOutreach; isSuppressed: boolean; isAddressBounced: boolean };

/** What a person cannot do to a prospect as it stands, in the words with which it would be refused. */
export function refusalsOf({ prospect, outreach, ...address }: Found): ProspectDetail["refusals"] {
  const { status, hold_reason: holdReason, email_unsubscribed: isUnsubscribed } = outreach;
  const hasEmail = prospect.email_key !== null;
  return {
    return: returnRefusal({ status, holdReason, hasEmail, isUnsubscribed, ...address }),
    verify: verifyRefusal({ email_key: prospect.email_key, status }),
  };
}

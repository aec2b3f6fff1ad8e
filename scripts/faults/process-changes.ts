import type { Defence } from "./defence.ts";

/** The claim's number and state are asked twice: where the row is locked and where it becomes `sending`. */
export const handOverOfAnyClaim: Defence["changes"] = [
  {
    file: "lib/sending/repo-hand-over.ts",
    from: "AND e.id = w.id AND e.claim_id = w.claim_id AND e.status = 'claimed'\n      AND e.lease_until > ${now}::timestamptz",
    to: "AND e.id = w.id",
  },
  {
    file: "lib/sending/repo-ledger.ts",
    from: "AND e.id = k.id AND e.claim_id = k.claim_id AND e.status = 'claimed'",
    to: "AND e.id = k.id",
  },
];

/** Nor does the claim itself ask whether somebody else has the message, or had it. */
export const claimOfAnybody: Defence["changes"] = [
  ...handOverOfAnyClaim,
  {
    file: "lib/sending/repo-ledger.ts",
    from: "(e.status = 'queued' AND e.scheduled_at",
    to: "(e.status IN ('queued', 'claimed', 'sending') AND e.scheduled_at",
  },
];

export const batchNotLookedAtAgain = {
  file: "lib/recontact/repo-reset.ts",
  from: "::uuid[]) AND ${isSilent(batch)}\n",
  to: "::uuid[])\n",
};

export const batchTakenAgain: Defence["changes"] = [
  {
    file: "lib/recontact/repo-reset.ts",
    from: "status = 'cold', outreach_sequence_step = 0",
    to: "status = 'contacted', outreach_sequence_step = 0",
  },
  batchNotLookedAtAgain,
];

import type { PassOverReason, SendReason } from "#lib/shared/reasons.ts";

export type LeftDueFacts = {
  /** prospects still due when the run ended, and how many of them belong to campaigns whose limit of the day is used up */
  leftDue: number;
  inFullCampaigns: number;
  /** why the run could queue no more; null when it could have */
  usedUp: PassOverReason | SendReason | null;
  /** it looked at as many as one run may */
  isRunFull: boolean;
};

/** Why a run ended with people still due: prospects by reason, together all of them (SPEC §6: what was passed over and why). */
export function leftDueBecause(facts: LeftDueFacts): Record<string, number> {
  const { leftDue, inFullCampaigns, usedUp, isRunFull } = facts;
  const stop = usedUp ?? (isRunFull ? "run_full" : "not_reached");
  const counts = { campaign_cap: Math.min(inFullCampaigns, leftDue), [stop]: leftDue - inFullCampaigns };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

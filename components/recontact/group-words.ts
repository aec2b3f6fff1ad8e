import { prospectStatusWord } from "#components/prospects/prospect-words.ts";
import { outreachStatuses } from "#lib/prospects/contract.ts";
import { describeReason } from "#lib/shared/reasons.ts";

/** What a group of rested prospects is called: those who return next, a status that ended the sequence, or what keeps them. */
export function groupLabel(group: string): string {
  if (group === "next") return "Next to return";
  const isStatus = (outreachStatuses as readonly string[]).includes(group);
  return isStatus ? prospectStatusWord(group).label : describeReason(group).label;
}

import { prospectStatusWord } from "#components/prospects/prospect-words.ts";
import { outreachStatuses } from "#lib/prospects/types.ts";
import { describeReason } from "#lib/shared/reasons.ts";

/** What would bring these prospects back. */
export function groupRemedy(group: string): string {
  if (isStatus(group))
    return "Their sequence ended with this status. You can return them to the sequence on their page.";
  return `Ends with: ${describeReason(group).clears}.`;
}

const isStatus = (group: string) => (outreachStatuses as readonly string[]).includes(group);

/** What a group of rested prospects is called: those who return next, a status that ended the sequence, or what keeps them. */
export function groupLabel(group: string): string {
  if (group === "next") return "Next to return";
  return isStatus(group) ? prospectStatusWord(group).label : describeReason(group).label;
}

import type { CommandCenter } from "#lib/command-center/contract.ts";
import { formatCount } from "#lib/format/number.ts";

type Today = Pick<CommandCenter["pipeline"]["today"], "reserved" | "allowance" | "daily_email_limit">;

/** Today's allowance in a sentence; `used`: what of it is used, null where there is none. `mailboxes`: how many there are, null if unknown. */
export function allowanceWords(today: Today, mailboxes: number | null): { text: string; used: string | null } {
  const { reserved, allowance, daily_email_limit: limit } = today;
  const limitText = `The daily limit is ${formatCount(limit)}`;
  if (allowance > 0) {
    const used = `${formatCount(reserved)} of ${formatCount(allowance)} planned or sent`;
    const why = allowance >= limit ? "It is the daily limit." : `${limitText}; health, caps and warm-up allow fewer.`;
    return { text: `Today's allowance: ${used}. ${why}`, used };
  }
  if (limit === 0) return { text: "No allowance today: the daily limit is 0.", used: null };
  if (mailboxes === 0) return { text: `No allowance today: there is no mailbox yet. ${limitText}.`, used: null };
  return { text: `No allowance today: health, caps and warm-up allow nothing. ${limitText}.`, used: null };
}

import { formatPlural } from "#lib/format/number.ts";
import type { Place } from "#lib/mailboxes/queries.ts";

const TEXTS: Record<Place, string> = {
  domains:
    "Nothing is sent from it any more, and another organization can use it. Its history stays. You can bring it back.",
  mailboxes:
    "It sends nothing more. Emails queued for it are planned again from another mailbox. Its history stays. You can bring it back.",
  connections:
    "No mailbox can send through it any more, and it cannot be brought back. Events about emails already sent through it are still taken.",
};

/** What archiving a place does, and what stands in its way as far as is known before it is tried. */
export function archiveWords(place: Place, mailboxCount = 0): { text: string; block: string | null } {
  const text = TEXTS[place];
  if (mailboxCount === 0) return { text, block: null };
  const mailboxes = formatPlural(mailboxCount, "mailbox", "mailboxes");
  const uses = mailboxCount === 1 ? "uses" : "use";
  const them = mailboxCount === 1 ? "it" : "them";
  const way = place === "connections" ? `Archive ${them} or choose another connection for ${them}` : `Archive ${them}`;
  return { text, block: `${mailboxes} ${uses} it. ${way} first.` };
}

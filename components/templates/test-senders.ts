import type { EmailHealthAnswer } from "#lib/health/contract.ts";
import type { MailboxSetUp } from "#lib/mailboxes/contract-bulk.ts";
import { passOverReasons } from "#lib/shared/reasons.ts";

type Mailbox = Pick<MailboxSetUp, "id" | "from_email">;
type Health = readonly Pick<EmailHealthAnswer["mailboxes"][number], "id" | "reason">[];

/** A mailbox that is passed over is not paused "or turned off", as the ledger's reason of the same code says. */
const LABELS: Readonly<Record<string, { label: string }>> = passOverReasons;

/** The mailboxes to choose a sender from: those that the engine passes over behind the others, each with why. */
export function senderOptions(mailboxes: readonly Mailbox[], health: Health): { value: string; label: string }[] {
  const reasons = new Map(health.map(({ id, reason }) => [id, reason]));
  const options = mailboxes.map(({ id, from_email }) => {
    const reason = reasons.get(id) ?? null;
    const label = reason === null ? from_email : `${from_email} (${LABELS[reason]?.label ?? reason})`;
    return { isHeld: reason !== null, value: id, label };
  });
  return options.toSorted((a, b) => Number(a.isHeld) - Number(b.isHeld)).map(({ value, label }) => ({ value, label }));
}

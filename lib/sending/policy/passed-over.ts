import type { PassOverReason } from "#lib/shared/reasons.ts";

/** How many mailboxes were passed over for one reason, and the first of them. Stored in decisions: snake_case. */
export type PassedOverEntry = { reason: PassOverReason; count: number; from_emails: string[] };

/** Names kept for a reason: enough to recognise, few enough for a row. */
const namesPerReason = 5;

/** Collects passed-over mailboxes by reason, in the order they were met. */
export class PassedOver {
  readonly #byReason = new Map<PassOverReason, PassedOverEntry>();

  add(reason: PassOverReason, { fromEmail }: { fromEmail: string }): void {
    const entry = this.#byReason.get(reason);
    if (!entry) {
      this.#byReason.set(reason, { reason, count: 1, from_emails: [fromEmail] });
      return;
    }
    entry.count += 1;
    if (entry.from_emails.length < namesPerReason) entry.from_emails.push(fromEmail);
  }

  entries(): PassedOverEntry[] {
    return [...this.#byReason.values()];
  }
}

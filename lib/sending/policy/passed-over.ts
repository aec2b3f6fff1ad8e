import type { PassOverReason } from "#lib/shared/reasons.ts";

/**
 * How many mailboxes were passed over for one reason, and the first of them with their scores then, 0…100. Stored in decisions:
 * snake_case.
 */
export type PassedOverEntry = { reason: PassOverReason; count: number; from_emails: string[]; scores: number[] };

/** Names kept for a reason: enough to recognise, few enough for a row. */
const namesPerReason = 5;

/** Collects passed-over mailboxes by reason, in the order they were met. */
export class PassedOver {
  readonly #byReason = new Map<PassOverReason, PassedOverEntry>();

  add(reason: PassOverReason, { fromEmail, score }: { fromEmail: string; score: number }): void {
    const entry = this.#byReason.get(reason);
    if (!entry) {
      this.#byReason.set(reason, { reason, count: 1, from_emails: [fromEmail], scores: [score] });
      return;
    }
    entry.count += 1;
    if (entry.from_emails.length >= namesPerReason) return;
    entry.from_emails.push(fromEmail);
    entry.scores.push(score);
  }

  entries(): PassedOverEntry[] {
    return [...this.#byReason.values()];
  }
}

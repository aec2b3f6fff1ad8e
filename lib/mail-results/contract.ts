import { z } from "zod";
import { measured } from "#lib/history/contract.ts";

const rate = measured.nullable();

/** What became of some messages, and of the prospects they went to. A machine's open or click is none. */
export const mailResults = z.object({
  /** messages */
  sent: z.int(),
  delivered: z.int(),
  opened: z.int(),
  clicked: z.int(),
  bounced: z.int(),
  /** prospects that got at least one of these messages */
  contacted: z.int(),
  /** of them: whose last reply came after one of these messages and before any further one */
  replied: z.int(),
  /** of them: who unsubscribed or complained, likewise */
  unsubscribed: z.int(),
  /** null: nobody to measure on */
  rates: z.object({
    /** of sent */
    delivered: rate,
    /** of the delivered messages whose opens can be measured */
    opened: rate,
    /** of delivered */
    clicked: rate,
    /** of sent */
    bounced: rate,
    /** of contacted */
    replied: rate,
    /** of contacted */
    unsubscribed: rate,
  }),
});
export type MailResults = z.infer<typeof mailResults>;

/** With more than 20,000 messages: when they were counted, a quarter of an hour ago at most; null when it was just now. */
export const countedAt = z.string().nullable();

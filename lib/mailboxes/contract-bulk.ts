import { z } from "zod";
import { mailboxFields, mailboxView } from "./contract-mailbox.ts";
import { text } from "./contract-shared.ts";
import { mostAtOnce, mostExported } from "./types.ts";

/** What people set up about a mailbox, as far as a table of all of them shows it. */
const mailboxSetUp = mailboxView.pick({
  id: true,
  from_email: true,
  from_name: true,
  daily_limit: true,
  used_today: true,
  sending_domain_id: true,
  provider_connection_id: true,
  connection_name: true,
  connection_kind: true,
});
export type MailboxSetUp = z.infer<typeof mailboxSetUp>;

/** GET /api/mailboxes/bulk: every mailbox that is not archived, by address, in one answer. */
export const mailboxSetUps = z.object({ items: z.array(mailboxSetUp) });
export type MailboxSetUps = z.infer<typeof mailboxSetUps>;

const ids = z
  .array(z.uuid("must be an id"))
  .min(1, "choose a mailbox")
  .max(mostAtOnce, `at most ${mostAtOnce} at once`);

/** POST /api/mailboxes/bulk */
export const bulkMailboxBody = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("pause"), ids, reason: text(500, "must not be empty").optional() }),
  z.strictObject({ action: z.literal("resume"), ids, reason: text(500, "say why they may send again") }),
  z.strictObject({ action: z.literal("daily_limit"), ids, daily_limit: mailboxFields.daily_limit }),
]);
export type BulkMailboxBody = z.infer<typeof bulkMailboxBody>;

/** `unchanged`: it was so already. `not_found`: put away, or never there. */
const bulkOutcomes = ["changed", "unchanged", "not_found"] as const;

export const bulkMailboxResult = z.object({
  changed: z.int(),
  unchanged: z.int(),
  not_found: z.int(),
  /** in the order of the request, each id once */
  items: z.array(z.object({ id: z.uuid(), from_email: z.string().nullable(), outcome: z.enum(bulkOutcomes) })),
});
export type BulkMailboxResult = z.infer<typeof bulkMailboxResult>;
export type BulkItem = BulkMailboxResult["items"][number];

/** POST /api/mailboxes/export and /api/domains/export: those to write, in that order; without ids all of them, by name. */
export const exportPlacesBody = z.strictObject({
  ids: z.array(z.uuid("must be an id")).max(mostExported, `at most ${mostExported} at once`).optional(),
});

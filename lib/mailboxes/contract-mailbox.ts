import { z } from "zod";
import { authStatus } from "#lib/domain-auth/contract.ts";
import { pageOf } from "#lib/http/paging.ts";
import { parseAddress } from "#lib/shared/email-key.ts";
import { oneLine } from "#lib/shared/one-line.ts";
import { healthFields, placeListQuery, text, versionField } from "./contract-shared.ts";

/** GET /api/mailboxes, by address. `q` is part of the address. */
export const mailboxListQuery = placeListQuery.extend({
  sending_domain_id: z.uuid("must be an id").optional(),
  provider_connection_id: z.uuid("must be an id").optional(),
});

export const mailboxView = z.object({
  id: z.uuid(),
  from_email: z.string(),
  from_name: z.string(),
  /** first name, signs the mail */
  sender_name: z.string(),
  reply_to_email: z.string().nullable(),
  daily_limit: z.int(),
  is_active: z.boolean(),
  open_tracking: z.boolean(),
  click_tracking: z.boolean(),
  sending_domain_id: z.uuid(),
  domain: z.string(),
  provider_connection_id: z.uuid(),
  connection_name: z.string(),
  connection_kind: z.enum(["simulator", "smtp"]),
  /** messages it may send today: its limit as health lowers it, 0 while it may not send */
  cap_today: z.int(),
  /** reserved for today, in the tenant's sending day */
  used_today: z.int(),
  last_scheduled_at: z.string().nullable(),
  ...healthFields,
  archived_at: z.string().nullable(),
  version: z.int(),
  created_at: z.string(),
});
export type MailboxView = z.infer<typeof mailboxView>;

export const mailboxPage = pageOf(mailboxView);

const limitMessage = "must be a whole number from 1 to 10000";
const address = z
  .string()
  .trim()
  .toLowerCase()
  .refine((value) => parseAddress(value) !== null, "must be an email address such as ann@mail.example.com")
  .meta({ examples: ["ann@mail.example.com"] });

/** What people set, with its bounds. */
export const mailboxFields = {
  from_name: text(100, "enter the name recipients see").regex(...oneLine),
  sender_name: text(60, "enter the first name that signs the mail").regex(...oneLine),
  reply_to_email: address.nullable(),
  daily_limit: z.int(limitMessage).min(1, limitMessage).max(10_000, limitMessage),
  is_active: z.boolean(),
  open_tracking: z.boolean(),
  click_tracking: z.boolean(),
  provider_connection_id: z.uuid("must be the id of a connection"),
};

/** POST /api/mailboxes. The part after the @ must be a sending domain of this tenant. */
export const createMailboxBody = z.strictObject({
  from_email: address,
  ...mailboxFields,
  reply_to_email: mailboxFields.reply_to_email.default(null),
  daily_limit: mailboxFields.daily_limit.default(40),
  is_active: mailboxFields.is_active.default(true),
  open_tracking: mailboxFields.open_tracking.default(true),
  click_tracking: mailboxFields.click_tracking.default(true),
});
export type CreateMailboxBody = z.infer<typeof createMailboxBody>;

/** PATCH /api/mailboxes/{id}: the fields to change, and the version they were read at. */
export const updateMailboxBody = z.strictObject(mailboxFields).partial().extend({ version: versionField });
export type UpdateMailboxBody = z.infer<typeof updateMailboxBody>;

/** POST /api/mailboxes/check: a mailbox before it is saved. */
export const checkMailboxBody = z.strictObject({
  from_email: address,
  provider_connection_id: mailboxFields.provider_connection_id,
});
export type CheckMailboxBody = z.infer<typeof checkMailboxBody>;

/** What stands in the way of sending from it; nothing is sent to find out. */
export const mailboxCheck = z.object({
  /** the mail server was reached and took the sign-in; `detail` says why not */
  connection: z.object({ ok: z.boolean(), detail: z.string().nullable() }),
  /** the part after the @; `auth_status` is null when it is none of the tenant's sending domains in use */
  domain: z.object({ name: z.string(), auth_status: authStatus.nullable(), auth_checked_at: z.string().nullable() }),
  /** whether DNS says that the domain takes mail, which is where replies and bounces go */
  takes_mail: z.enum(["yes", "no", "unknown"]),
});
export type MailboxCheck = z.infer<typeof mailboxCheck>;

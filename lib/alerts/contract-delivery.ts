import { z } from "zod";
import { pageOf, pageQuery } from "#lib/http/paging.ts";
import { oneLine } from "#lib/shared/one-line.ts";
import { wishFields } from "./contract.ts";

const name = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(80, "must be at most 80 characters")
  .regex(...oneLine);
const url = z.string("must be an https address").trim().max(2_000, "must be at most 2,000 characters");

/** POST /api/outgoing-webhooks */
export const createWebhookBody = z.strictObject({
  name,
  url,
  min_severity: wishFields.min_severity.default("warning"),
  kinds: wishFields.kinds.default([]),
});
export type CreateWebhookBody = z.infer<typeof createWebhookBody>;

/** PATCH /api/outgoing-webhooks/{id}; `is_active: true` switches on again what was switched off */
export const updateWebhookBody = z.strictObject({
  version: z.int(),
  name: name.optional(),
  url: url.optional(),
  min_severity: wishFields.min_severity.optional(),
  kinds: wishFields.kinds.optional(),
  is_active: z.boolean().optional(),
});
export type UpdateWebhookBody = z.infer<typeof updateWebhookBody>;

export const webhookView = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  min_severity: wishFields.min_severity,
  kinds: z.array(z.string()),
  is_active: z.boolean(),
  /** since when every delivery has failed */
  failing_since: z.string().nullable(),
  /** when it was switched off by itself, and why */
  disabled_at: z.string().nullable(),
  disabled_reason: z.string().nullable(),
  /** until then the secret before the last rotation signs too */
  previous_secret_until: z.string().nullable(),
  version: z.int(),
  created_at: z.string(),
});
export type WebhookView = z.infer<typeof webhookView>;

export const webhookPage = pageOf(webhookView);

/** Answer of creating and of POST …/rotate-secret: the only time the secret is shown. */
export const webhookWithSecret = webhookView.extend({ secret: z.string() });
export type WebhookWithSecret = z.infer<typeof webhookWithSecret>;

export const deliveryView = z.object({
  id: z.uuid(),
  alert_id: z.uuid().nullable(),
  event: z.enum(["opened", "escalated", "closed", "test", "digest"]),
  title: z.string(),
  status: z.enum(["pending", "delivered", "failed", "dropped"]),
  attempts: z.int(),
  /** of the last attempt: HTTP status, what went wrong, the first 500 characters of the answer */
  last_status: z.int().nullable(),
  last_error: z.string().nullable(),
  last_answer: z.string().nullable(),
  last_duration_ms: z.int().nullable(),
  created_at: z.string(),
  attempted_at: z.string().nullable(),
  next_attempt_at: z.string().nullable(),
});
export type DeliveryView = z.infer<typeof deliveryView>;

/** GET /api/outgoing-webhooks/{id}/deliveries and /api/alert-recipients/{id}/deliveries, newest first */
export const deliveryListQuery = pageQuery;
export const deliveryPage = pageOf(deliveryView);

const hourMessage = "must be an hour from 0 to 23, or null for no digest";

/** Hour of send_timezone from which the daily digest is mailed; null for none. */
const digestHour = z.int(hourMessage).min(0, hourMessage).max(23, hourMessage).nullable();

/** POST /api/alert-recipients */
export const createRecipientBody = z.strictObject({
  email: z.email("must be an email address").max(254),
  min_severity: wishFields.min_severity.default("warning"),
  kinds: wishFields.kinds.default([]),
  digest_hour: digestHour.default(null),
});
export type CreateRecipientBody = z.infer<typeof createRecipientBody>;

/** PATCH /api/alert-recipients/{id} */
export const updateRecipientBody = z.strictObject({
  min_severity: wishFields.min_severity.optional(),
  kinds: wishFields.kinds.optional(),
  digest_hour: digestHour.optional(),
});
export type UpdateRecipientBody = z.infer<typeof updateRecipientBody>;

export const recipientView = z.object({
  id: z.uuid(),
  email: z.string(),
  min_severity: wishFields.min_severity,
  kinds: z.array(z.string()),
  digest_hour: digestHour,
  created_at: z.string(),
});
export type RecipientView = z.infer<typeof recipientView>;

/** GET /api/alert-recipients; `is_email_on`: the platform has a mail server for alerts */
export const recipientPage = pageOf(recipientView).extend({ is_email_on: z.boolean() });

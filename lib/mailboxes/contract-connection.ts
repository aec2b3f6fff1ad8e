import { z } from "zod";
import { pageOf } from "#lib/http/paging.ts";
import { simulatorSettings, smtpSettings } from "#lib/mail/contract.ts";
import { oneLine } from "#lib/shared/one-line.ts";
import { healthFields, placeListQuery, text, versionField } from "./contract-shared.ts";

/** GET /api/connections, by name */
export const connectionListQuery = placeListQuery;

/** Public half of the key a provider signs its events with; two at once, so that one can be replaced without a gap. */
const webhookKeyView = z.object({
  id: z.uuid(),
  added_at: z.string(),
  /** sha256 of the key, first 16 hex digits: tells keys apart */
  fingerprint: z.string(),
});
export type WebhookKeyView = z.infer<typeof webhookKeyView>;

const kind = z.enum(["simulator", "smtp"]);
const eventSource = z.enum(["none", "sendgrid"], "must be none or sendgrid");

export const connectionView = z.object({
  id: z.uuid(),
  name: z.string(),
  kind,
  event_source: eventSource,
  /** as in createConnectionBody, by kind; never a secret */
  settings: z.record(z.string(), z.unknown()),
  /** which secrets are stored; their values never leave */
  secret_names: z.array(z.string()),
  webhook_keys: z.array(webhookKeyView),
  /** where the provider posts its events; null when event_source is none */
  webhook_url: z.string().nullable(),
  /** mailboxes that are not archived */
  mailbox_count: z.int(),
  ...healthFields,
  archived_at: z.string().nullable(),
  version: z.int(),
  created_at: z.string(),
});
export type ConnectionView = z.infer<typeof connectionView>;

export const connectionPage = pageOf(connectionView);

const name = text(100, "enter a name").regex(...oneLine);
const smtpSecrets = z
  .strictObject({ password: z.string().min(1, "must not be empty").max(1_000).nullable() })
  .partial();
const publicKey = z
  .string()
  .min(1, "paste the provider's public key")
  .max(2_000, "must be at most 2000 characters")
  .meta({
    examples: [
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEt8+AkS3nv+3d8jNhbc+lNw40vG2gG2ejMVpZE75Vu4K7wEVTpfljoi7k6SiEcfa3cu0cz0oiCSoS6EIDY4zx0Q==",
    ],
  });

/** POST /api/connections. `webhook_public_key`: PEM, or base64 as SendGrid shows it. */
export const createConnectionBody = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("smtp"),
    name,
    event_source: eventSource.default("none"),
    settings: z.strictObject(smtpSettings.shape),
    secrets: smtpSecrets.default({}),
    webhook_public_key: publicKey.optional(),
  }),
  z.strictObject({
    kind: z.literal("simulator"),
    name,
    event_source: eventSource.default("sendgrid"),
    settings: z.strictObject(simulatorSettings.shape).default({}),
    webhook_public_key: publicKey.optional(),
  }),
]);
export type CreateConnectionBody = z.infer<typeof createConnectionBody>;

/** PATCH /api/connections/{id}. `settings` replaces them whole, in the shape of the kind; a secret of null is removed. */
export const updateConnectionBody = z.strictObject({
  version: versionField,
  name: name.optional(),
  event_source: eventSource.optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  secrets: smtpSecrets.optional(),
});
export type UpdateConnectionBody = z.infer<typeof updateConnectionBody>;

/** POST /api/connections/{id}/check */
export const connectionCheck = z.object({ ok: z.boolean(), detail: z.string().nullable() });

/** POST /api/connections/{id}/webhook-keys; DELETE …/webhook-keys/{key_id} takes one away. Both answer the connection. */
export const addWebhookKeyBody = z.strictObject({ public_key: publicKey });

import { changedFields } from "#lib/audit/changed-fields.ts";
import { changesSince } from "#lib/audit/changes-since.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, invalidField, notFound } from "#lib/errors/app-error.ts";
import { outgoingRules, refuseOutgoingUrl } from "#lib/http/outgoing-url.ts";
import { decryptSecrets, encryptSecrets, type KeyRing } from "#lib/secrets/secret-box.ts";
import type { Actor } from "#lib/shared/actor.ts";
import type { CreateWebhookBody, UpdateWebhookBody, WebhookView, WebhookWithSecret } from "./contract-delivery.ts";
import { dropDeliveries } from "./repo-deliveries.ts";
import { insertWebhook, lockWebhook, updateWebhook, type WebhookFields, type WebhookRow } from "./repo-webhooks.ts";
import { createSigningSecret } from "./sign-notice.ts";
import { secretOverlapMs } from "./thresholds.ts";
import { toWebhookView, webhookRecord } from "./webhook-view.ts";

type Change = { tenantId: string; actor: Actor; requestId?: string };
type ChangeOf = Change & { id: string };

const targetKind = "outgoing_webhook" as const;

/** Adds an outgoing webhook. Its secret is in this answer and nowhere else. @throws AppError validation_failed */
export async function createWebhook(
  ctx: EngineContext,
  { body, ...change }: Change & { body: CreateWebhookBody },
): Promise<WebhookWithSecret> {
  requireUrl(ctx, body.url);
  const { tenantId } = change;
  const secret = createSigningSecret();
  const secrets_encrypted = encryptSecrets(ctx.config.encryptionKey, { current: secret });
  return ctx.forTenant(tenantId, async (tx) => {
    const row = await insertWebhook(tx, { ...body, tenant_id: tenantId, secrets_encrypted, created_at: ctx.now() });
    const target = { targetKind, targetId: row.id };
    await writeAudit(tx, { ...change, action: "outgoing_webhook.created", ...target, after: webhookRecord(row) });
    return { ...toWebhookView(row), secret };
  });
}

/**
 * Changes an outgoing webhook that is still as it was read. Switching it on forgets why it was switched off.
 * @throws AppError not_found, validation_failed, version_conflict with `current` and the `changes` missed
 */
export async function changeWebhook(
  ctx: EngineContext,
  { id, body, ...change }: ChangeOf & { body: UpdateWebhookBody },
): Promise<WebhookView> {
  const { version, ...asked } = body;
  if (asked.url !== undefined) requireUrl(ctx, asked.url);
  const on = { failing_since: null, disabled_at: null, disabled_reason: null };
  const fields: Partial<WebhookFields> = { ...asked, ...(asked.is_active === true ? on : {}) };
  return ctx.forTenant(change.tenantId, async (tx) => {
    const before = await lockWebhook(tx, change.tenantId, id);
    if (before === null) throw notFound("outgoing webhook");
    if (before.version !== version) throw await changedMeanwhile(tx, before, version);
    const after = await updateWebhook(tx, change.tenantId, id, fields);
    const changed = changedFields(webhookRecord(before), webhookRecord(after));
    if (changed) {
      const target = { targetKind, targetId: id };
      await writeAudit(tx, { ...change, action: "outgoing_webhook.changed", ...target, ...changed });
    }
    return toWebhookView(after);
  });
}

/** Removes an outgoing webhook: nothing that waits for it is sent any more. @throws AppError not_found */
export async function removeWebhook(ctx: EngineContext, { id, ...change }: ChangeOf): Promise<void> {
  const { tenantId } = change;
  await ctx.forTenant(tenantId, async (tx) => {
    const before = await lockWebhook(tx, tenantId, id);
    if (before === null) throw notFound("outgoing webhook");
    await updateWebhook(tx, tenantId, id, { archived_at: ctx.now(), is_active: false });
    await dropDeliveries(tx, tenantId, id, "The endpoint was removed.");
    const target = { targetKind, targetId: id };
    await writeAudit(tx, { ...change, action: "outgoing_webhook.removed", ...target, before: webhookRecord(before) });
  });
}

/**
 * Gives an outgoing webhook a new secret, which is in this answer and nowhere else. For a day the one before signs too, so that the
 * receiver can change over without losing a notice.
 * @throws AppError not_found
 */
export async function rotateWebhookSecret(ctx: EngineContext, { id, ...change }: ChangeOf): Promise<WebhookWithSecret> {
  const { tenantId } = change;
  const key = ctx.config.encryptionKey;
  const secret = createSigningSecret();
  return ctx.forTenant(tenantId, async (tx) => {
    const before = await lockWebhook(tx, tenantId, id);
    if (before === null) throw notFound("outgoing webhook");
    const previous = currentSecret(ctx.config, before.secrets_encrypted);
    const after = await updateWebhook(tx, tenantId, id, {
      secrets_encrypted: encryptSecrets(key, { current: secret, ...(previous === null ? {} : { previous }) }),
      previous_expires_at: previous === null ? null : new Date(ctx.now().getTime() + secretOverlapMs),
    });
    await writeAudit(tx, { ...change, action: "outgoing_webhook.secret_rotated", targetKind, targetId: id });
    return { ...toWebhookView(after), secret };
  });
}

/** Null when it cannot be read any more, because ENCRYPTION_KEY is another one: then the new secret stands alone. */
function currentSecret(keys: KeyRing, sealed: Uint8Array): string | null {
  try {
    return decryptSecrets(keys, sealed).current ?? null;
  } catch {
    return null;
  }
}

function requireUrl(ctx: EngineContext, url: string): void {
  const refusal = refuseOutgoingUrl(url, outgoingRules(ctx.config.appUrl));
  if (refusal !== null) throw invalidField("url", refusal);
}

async function changedMeanwhile(tx: Tx, stored: WebhookRow, edited: number): Promise<AppError> {
  const message = "This outgoing webhook was changed meanwhile. Look at it as it is now and save again.";
  const actions = ["changed", "secret_rotated"].map((verb) => `outgoing_webhook.${verb}`);
  const target = { targetKind, targetId: stored.id, actions };
  const changes = await changesSince(tx, stored.tenant_id, target, { edited, current: stored.version });
  return new AppError("version_conflict", message, { extra: { current: toWebhookView(stored), changes } });
}

import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { ConnectionView } from "./contract-connection.ts";
import { type StoredConnection, type StoredWebhookKey, updateConnectionRow } from "./repo-connections.ts";
import { saveConnection } from "./save-connection.ts";
import type { Change } from "./types.ts";
import { readWebhookKey, toWebhookKeyView, withWebhookKey } from "./webhook-key.ts";

/**
 * Accepts events signed with a further key: add the new one, switch the provider over, remove the old one.
 * @throws AppError not_found, validation_failed; conflict when there are two already
 */
export async function addWebhookKey(
  ctx: EngineContext,
  { id, publicKey, ...change }: Change & { id: string; publicKey: string },
): Promise<ConnectionView> {
  const added = readWebhookKey(publicKey, "public_key", ctx.now());
  return saveConnection(ctx, { tenantId: change.tenantId, id, version: null }, async (tx, before) => {
    await updateConnectionRow(tx, change.tenantId, id, { webhook_keys: withWebhookKey(keysOf(before), added) });
    const target = { targetKind: "connection", targetId: id };
    await writeAudit(tx, {
      ...change,
      action: "connection.webhook_key_added",
      ...target,
      after: toWebhookKeyView(added),
    });
  });
}

/**
 * Stops taking events signed with a key. Without any key every event is refused.
 * @throws AppError not_found
 */
export async function removeWebhookKey(
  ctx: EngineContext,
  { id, keyId, ...change }: Change & { id: string; keyId: string },
): Promise<ConnectionView> {
  return saveConnection(ctx, { tenantId: change.tenantId, id, version: null }, async (tx, before) => {
    const keys = keysOf(before);
    const removed = keys.find((key) => key.id === keyId);
    if (!removed) throw notFound("webhook key");
    await updateConnectionRow(tx, change.tenantId, id, { webhook_keys: keys.filter((key) => key !== removed) });
    const target = { targetKind: "connection", targetId: id };
    const view = toWebhookKeyView(removed);
    await writeAudit(tx, { ...change, action: "connection.webhook_key_removed", ...target, before: view });
  });
}

function keysOf(row: StoredConnection): StoredWebhookKey[] {
  return row.webhook_keys as StoredWebhookKey[];
}

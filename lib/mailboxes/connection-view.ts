import type { EngineConfig } from "#lib/engine/context.ts";
import { decryptSecrets, type KeyRing } from "#lib/secrets/secret-box.ts";
import type { ConnectionView } from "./contract-connection.ts";
import { toHealthView } from "./health-view.ts";
import type { ConnectionRow } from "./repo-connections.ts";
import { toWebhookKeyView } from "./webhook-key.ts";

type Config = Pick<EngineConfig, "appUrl" | "encryptionKey" | "oldEncryptionKeys">;

/** A connection as the API answers it: names of its secrets, never their values. */
export function toConnectionView(row: ConnectionRow, config: Config): ConnectionView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as ConnectionView["kind"],
    event_source: row.event_source as ConnectionView["event_source"],
    settings: row.settings,
    secret_names: Object.keys(openSecrets(config, row.secrets_encrypted)),
    webhook_keys: row.webhook_keys.map(toWebhookKeyView),
    webhook_url: webhookUrl(config.appUrl, row),
    mailbox_count: row.mailbox_count,
    ...toHealthView(row),
    archived_at: row.archived_at?.toISOString() ?? null,
    version: row.version,
    created_at: row.created_at.toISOString(),
  };
}

/** Where the provider of a connection posts its events; null when it posts none. */
function webhookUrl(appUrl: string, { id, event_source }: { id: string; event_source: string }): string | null {
  return event_source === "none" ? null : `${appUrl}/api/webhooks/${event_source}/${id}`;
}

/** Stored secrets; none where they cannot be opened any more (another ENCRYPTION_KEY), so that they can be entered again. */
export function openSecrets(keys: KeyRing, stored: Uint8Array | null): Record<string, string> {
  try {
    return decryptSecrets(keys, stored);
  } catch {
    return {};
  }
}

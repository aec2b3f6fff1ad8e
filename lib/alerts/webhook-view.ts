import type { WebhookView } from "./contract-delivery.ts";
import type { WebhookRow } from "./repo-webhooks.ts";

/** An outgoing webhook as the API shows it: without its secrets. */
export function toWebhookView(row: WebhookRow): WebhookView {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    min_severity: row.min_severity as WebhookView["min_severity"],
    kinds: row.kinds,
    is_active: row.is_active,
    failing_since: row.failing_since?.toISOString() ?? null,
    disabled_at: row.disabled_at?.toISOString() ?? null,
    disabled_reason: row.disabled_reason,
    previous_secret_until: row.previous_expires_at?.toISOString() ?? null,
    version: row.version,
    created_at: row.created_at.toISOString(),
  };
}

/** What the audit log holds of an outgoing webhook. */
export function webhookRecord({ name, url, min_severity, kinds, is_active }: WebhookRow): Record<string, unknown> {
  return { name, url: withoutQuery(url), min_severity, kinds, is_active };
}

/** Whoever may read the audit log need not read what an address carries as a key. */
function withoutQuery(url: string): string {
  if (!URL.canParse(url)) return "…";
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.slice(0, 20)}${pathname.length > 20 ? "…" : ""}`;
}

import type { AlertHistory } from "./alert-history.ts";

/** The rows of what `alertHistory` tells; `secret`: the sealed one of the webhook. */
export function alertRows(tenantId: string, history: AlertHistory, secret: Uint8Array) {
  const { alerts, webhook: hook, deliveries, recipients } = history;
  return {
    alerts,
    outgoing_webhooks: [
      { ...hook, tenant_id: tenantId, secrets_encrypted: `\\x${Buffer.from(secret).toString("hex")}`, version: 2 },
    ],
    alert_recipients: recipients.map(({ at, ...row }) => ({
      ...row,
      kinds: [],
      created_at: new Date(at).toISOString(),
    })),
    alert_deliveries: deliveries.map(({ id, at, alertId, event, payload, tookMs }) => ({
      id,
      tenant_id: tenantId,
      alert_id: alertId,
      channel: "webhook",
      target_id: hook.id,
      event,
      payload,
      status: "delivered",
      attempts: 1,
      last_status: 200,
      last_duration_ms: tookMs,
      created_at: new Date(at).toISOString(),
      attempted_at: new Date(at + 2_000).toISOString(),
    })),
  };
}

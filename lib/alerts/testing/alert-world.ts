import type { EngineContext } from "#lib/engine/context.ts";
import { encryptSecrets } from "#lib/secrets/secret-box.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { selectOpenAlerts } from "../repo.ts";

type Webhook = { name?: string; url?: string; min_severity?: string; kinds?: string[]; is_active?: boolean };

/** An endpoint of the tenant that takes everything from a warning on, unless said otherwise. Returns its id. */
export async function addWebhook(ctx: EngineContext, tenantId: string, data: Webhook = {}): Promise<string> {
  const secrets = { current: `whsec_${Buffer.alloc(32, 1).toString("base64")}` };
  const sealed = encryptSecrets(ctx.config.encryptionKey, secrets);
  const row = {
    tenant_id: tenantId,
    name: "Pager",
    url: "https://pager.test/hook",
    secrets_encrypted: sealed,
    ...data,
  };
  return ctx.forTenant(tenantId, async (tx) => (await tx.outgoingWebhook.create({ data: row })).id);
}

/** Somebody who gets alerts by email. Returns the recipient's id. */
export async function addRecipient(
  ctx: EngineContext,
  tenantId: string,
  data: { email?: string; min_severity?: string; digest_hour?: number } = {},
): Promise<string> {
  const row = { tenant_id: tenantId, email: `ops-${crypto.randomUUID()}@company.test`, ...data };
  return ctx.forTenant(tenantId, async (tx) => (await tx.alertRecipient.create({ data: row })).id);
}

export function setSettings(ctx: EngineContext, tenantId: string, data: Partial<Settings>) {
  return ctx.forTenant(tenantId, (tx) => tx.salesEngineConfig.update({ where: { tenant_id: tenantId }, data }));
}

export function openAlerts(ctx: EngineContext, tenantId: string) {
  return ctx.forTenant(tenantId, (tx) => selectOpenAlerts(tx, tenantId));
}

/** The outbox, oldest first. */
export function deliveriesOf(ctx: EngineContext, tenantId: string) {
  return ctx.forTenant(tenantId, (tx) => tx.alertDelivery.findMany({ orderBy: { id: "asc" } }));
}

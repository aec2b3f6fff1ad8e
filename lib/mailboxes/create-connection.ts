import { writeAudit } from "#lib/audit/write-audit.ts";
import { isUniqueViolation } from "#lib/db/unique-violation.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { encryptSecrets } from "#lib/secrets/secret-box.ts";
import type { ConnectionView, CreateConnectionBody } from "./contract-connection.ts";
import { getConnection } from "./list-connections.ts";
import { taken } from "./refusals.ts";
import { insertConnection } from "./repo-connections.ts";
import { mergeSecrets } from "./secrets-change.ts";
import type { Change } from "./types.ts";
import { readWebhookKey } from "./webhook-key.ts";

type Request = Change & { body: CreateConnectionBody };

/**
 * Adds a way out for mail. Secrets are encrypted before they are stored and never come back.
 * @throws AppError validation_failed; conflict when the name is taken
 */
export async function createConnection(ctx: EngineContext, { body, ...change }: Request): Promise<ConnectionView> {
  const { tenantId } = change;
  const { kind, name, event_source, settings, webhook_public_key: publicKey } = body;
  const keys = publicKey ? [readWebhookKey(publicKey, "webhook_public_key", ctx.now())] : [];
  const secrets = mergeSecrets({}, body.kind === "smtp" ? body.secrets : {});
  const sealed = Object.keys(secrets).length > 0 ? encryptSecrets(ctx.config.encryptionKey, secrets) : null;
  const fields = { name, event_source, settings, secrets_encrypted: sealed, webhook_keys: keys };
  const id = await ctx
    .forTenant(tenantId, async (tx) => {
      const made = await insertConnection(tx, { ...fields, tenant_id: tenantId, kind, created_at: ctx.now() });
      await writeAudit(tx, {
        ...change,
        action: "connection.created",
        targetKind: "connection",
        targetId: made,
        after: { name, kind, event_source, settings, secret_names: Object.keys(secrets), webhook_keys: keys.length },
      });
      return made;
    })
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? nameTaken(name) : error;
    });
  return getConnection(ctx, { tenantId, id });
}

export function nameTaken(name: string) {
  return taken("name", `there is a connection "${name}" already, perhaps an archived one: choose another name`);
}

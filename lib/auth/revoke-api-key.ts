import type { Actor } from "#lib/audit/types.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { hasRole, knownRole } from "#lib/shared/actor.ts";
import { selectApiKey, setApiKeyRevoked } from "./repo.ts";

type Request = { tenantId: string; actor: Actor; id: string; requestId?: string };

/**
 * Ends an API key for good, at once. Revoking a revoked one changes nothing.
 * @throws AppError not_found; forbidden for the key of a role above one's own
 */
export async function revokeApiKey(ctx: EngineContext, { tenantId, actor, id, requestId }: Request): Promise<void> {
  await ctx.forTenant(tenantId, async (tx) => {
    const row = await selectApiKey(tx, tenantId, id);
    if (!row) throw notFound("API key");
    if (!hasRole(actor.role, knownRole(row.role))) {
      throw new AppError("forbidden", `Only the role ${row.role} may revoke this key; yours is ${actor.role}.`);
    }
    if (!(await setApiKeyRevoked(tx, tenantId, id, ctx.now()))) return;
    await writeAudit(tx, {
      tenantId,
      actor,
      action: "api_key.revoked",
      targetKind: "api_key",
      targetId: id,
      before: { name: row.name, role: row.role, prefix: row.prefix },
      requestId,
    });
  });
}

import type { Actor } from "#lib/audit/types.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { hasRole, type Role } from "#lib/shared/actor.ts";
import { newApiKey } from "./api-key.ts";
import { toApiKeyView } from "./api-key-view.ts";
import type { CreatedApiKeyView } from "./contract.ts";
import { insertApiKey } from "./repo.ts";
import { soonerOf, whoIsBehind } from "./who-is-behind.ts";

export type ApiKeyRequest = {
  tenantId: string;
  actor: Actor;
  name: string;
  role: Role;
  /** null: never */
  expiresAt: Date | null;
  requestId?: string;
};

/**
 * Makes an API key of one tenant. The key is in the answer and nowhere else: the database holds its hash (SPEC §12). One that is
 * made with a key has the maker of that key, and ends with it at the latest.
 * @throws AppError forbidden for a role above the creator's
 */
export async function createApiKey(ctx: EngineContext, request: ApiKeyRequest): Promise<CreatedApiKeyView> {
  const { tenantId, actor, name, role } = request;
  if (!hasRole(actor.role, role)) {
    throw new AppError("forbidden", `A key cannot have the role ${role}: yours is ${actor.role}.`, {
      errors: [{ field: "role", message: `must be at most your own role, ${actor.role}` }],
    });
  }
  const { key, prefix, hash } = newApiKey();
  const row = await ctx.forTenant(tenantId, async (tx) => {
    const { personId, until } = await whoIsBehind(tx, tenantId, actor);
    const expiresAt = soonerOf(request.expiresAt, until);
    const made = await insertApiKey(tx, {
      tenant_id: tenantId,
      name,
      role,
      prefix,
      key_hash: hash,
      created_by: personId,
      expires_at: expiresAt,
      created_at: ctx.now(),
    });
    await writeAudit(tx, {
      tenantId,
      actor,
      action: "api_key.created",
      targetKind: "api_key",
      targetId: made.id,
      after: { name, role, prefix, expires_at: expiresAt },
      requestId: request.requestId,
    });
    return made;
  });
  return { ...toApiKeyView(row), key };
}

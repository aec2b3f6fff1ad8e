import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { Identity } from "#lib/http/route.ts";
import { knownRole } from "#lib/shared/actor.ts";
import { findApiKeyByHash, type KeyOwner, noteApiKeyUse } from "#lib/tenancy/across-tenants.ts";
import { hashApiKey, looksLikeApiKey } from "./api-key.ts";
import type { AuthService } from "./create-auth.ts";
import { readSession } from "./read-session.ts";
import { keyUseNotedEverySeconds } from "./thresholds.ts";

/**
 * Who a request comes from: `Authorization: Bearer <key>`, else the session cookie. The role is read anew each time, so one that
 * was lowered counts at once. Null when the request names nobody. `service` is asked for only when there is a cookie.
 * @throws AppError unauthenticated for a key that is unknown, revoked or expired; forbidden for a person without a tenant
 */
export async function authenticate(
  service: () => Pick<AuthService, "api" | "db">,
  request: Request,
  ctx: EngineContext,
): Promise<Identity | null> {
  const header = request.headers.get("authorization");
  if (header !== null) return authenticateKey(ctx, header);
  const session = await readSession(service(), request.headers);
  if (!session) return null;
  const { userId, email, tenantId, role } = session;
  return { tenantId, actor: { kind: "user", id: userId, label: email, role }, via: "session" };
}

async function authenticateKey(ctx: EngineContext, header: string): Promise<Identity> {
  const key = /^Bearer (\S+)$/i.exec(header)?.[1] ?? "";
  const owner = looksLikeApiKey(key) ? await findApiKeyByHash(ctx, hashApiKey(key)) : null;
  const now = ctx.now();
  if (!owner || owner.revokedAt || (owner.expiresAt && owner.expiresAt <= now)) {
    throw new AppError("unauthenticated", "This API key is unknown, revoked or expired.");
  }
  if (isUseWorthNoting(owner, now)) await noteApiKeyUse(ctx, owner.id, now);
  const actor = { kind: "api_key" as const, id: owner.id, label: `API key ${owner.name}`, role: knownRole(owner.role) };
  return { tenantId: owner.tenantId, actor, via: "api_key" };
}

function isUseWorthNoting(owner: KeyOwner, now: Date): boolean {
  return !owner.lastUsedAt || now.getTime() - owner.lastUsedAt.getTime() >= keyUseNotedEverySeconds * 1000;
}

import type { Actor } from "#lib/audit/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { setSessionTenant } from "#lib/tenancy/across-tenants.ts";
import type { MeView } from "./contract.ts";
import type { AuthService } from "./create-auth.ts";
import { requirePerson } from "./own-sessions.ts";
import type { SessionInfo } from "./read-session.ts";
import { selectTenant } from "./repo.ts";

type Service = Pick<AuthService, "api" | "db">;

/** The caller as a session shows it, with every tenant they may switch to. */
export async function describePerson(service: Service, headers: Headers): Promise<MeView> {
  return toMeView(await requirePerson(service, headers));
}

/** The caller of an API key. */
export async function describeKey(ctx: EngineContext, asked: { tenantId: string; actor: Actor }): Promise<MeView> {
  const { tenantId, actor } = asked;
  const tenant = await ctx.forTenant(tenantId, (tx) => selectTenant(tx, tenantId));
  return {
    user: null,
    actor: { kind: "api_key", label: actor.label },
    tenant,
    role: actor.role,
    memberships: [{ tenant_id: tenant.id, tenant_name: tenant.name, is_demo: tenant.is_demo, role: actor.role }],
  };
}

/**
 * Lets the session work in another tenant of its person from now on.
 * @throws AppError not_found for a tenant they do not belong to, which may as well not exist
 */
export async function switchTenant(service: Service, headers: Headers, tenantId: string): Promise<MeView> {
  const person = await requirePerson(service, headers);
  const chosen = person.memberships.find((membership) => membership.tenantId === tenantId);
  if (!chosen) throw new AppError("not_found", "You belong to no such tenant.");
  await setSessionTenant(service.db, person.sessionId, tenantId);
  return toMeView({ ...person, ...chosen });
}

function toMeView(person: SessionInfo): MeView {
  return {
    user: { id: person.userId, name: person.name, email: person.email },
    actor: { kind: "user", label: person.email },
    tenant: { id: person.tenantId, name: person.tenantName, is_demo: person.isDemo },
    role: person.role,
    memberships: person.memberships.map((membership) => ({
      tenant_id: membership.tenantId,
      tenant_name: membership.tenantName,
      is_demo: membership.isDemo,
      role: membership.role,
    })),
  };
}

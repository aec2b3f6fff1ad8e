import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { hasRole, knownRole } from "#lib/shared/actor.ts";
import { inSignInData } from "#lib/tenancy/sign-in-data.ts";
import { accessLinkUrl, newAccessToken } from "./access-token.ts";
import type { MemberRequest } from "./change-member.ts";
import type { PasswordResetView } from "./contract-members.ts";
import { insertAccessLink, revokeEarlierLinks } from "./repo-access-links.ts";
import { selectMemberRole } from "./repo-members.ts";
import { countMemberships, selectPerson } from "./repo-people.ts";
import { accessLinkHours } from "./thresholds.ts";

/**
 * A one-time link with which a member sets a new password. Whoever holds it becomes that member, so nobody gets one for a role
 * above their own, for themselves, or for a person who also belongs to other tenants: their admins would have to agree.
 * @throws AppError not_found, forbidden, conflict
 */
export async function createPasswordReset(
  ctx: EngineContext,
  request: MemberRequest & { removesTwoFactor: boolean },
): Promise<PasswordResetView> {
  const { tenantId, actor, userId, removesTwoFactor, requestId } = request;
  const email = await requireResettable(ctx, request);
  const { token, hash } = newAccessToken();
  const now = ctx.now();
  const expiresAt = new Date(now.getTime() + accessLinkHours.password_reset * 3_600_000);
  await ctx.forTenant(tenantId, async (tx) => {
    await revokeEarlierLinks(tx, { tenantId, kind: "password_reset", email, at: now });
    await insertAccessLink(tx, {
      tenant_id: tenantId,
      kind: "password_reset",
      token_hash: hash,
      email,
      user_id: userId,
      removes_two_factor: removesTwoFactor,
      created_by: actor.kind === "user" ? actor.id : null,
      created_at: now,
      expires_at: expiresAt,
    });
    const after = { removes_two_factor: removesTwoFactor };
    const target = { targetKind: "member", targetId: userId, after, requestId };
    await writeAudit(tx, { tenantId, actor, action: "password_reset.created", ...target });
  });
  return { url: accessLinkUrl(ctx.config.appUrl, token), expires_at: expiresAt.toISOString() };
}

async function requireResettable(ctx: EngineContext, request: MemberRequest): Promise<string> {
  const { tenantId, actor, userId } = request;
  const found = await inSignInData(ctx, async (tx) => ({
    role: await selectMemberRole(tx, tenantId, userId),
    person: await selectPerson(tx, userId),
    tenants: await countMemberships(tx, userId),
  }));
  if (found.role === null || !found.person) throw notFound("member");
  const role = knownRole(found.role);
  if (actor.kind === "user" && actor.id === userId) {
    throw new AppError("forbidden", "Change your own password on the account page: it asks for the one you have.");
  }
  if (!hasRole(actor.role, role)) {
    throw new AppError("forbidden", `Only the role ${role} may reset this password; yours is ${actor.role}.`);
  }
  if (found.tenants > 1) {
    throw new AppError("conflict", "This person belongs to other tenants too: who runs the console has to reset it.");
  }
  return found.person.email;
}

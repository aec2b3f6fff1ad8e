import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { type Actor, knownRole, type Role, roles } from "#lib/shared/actor.ts";
import { inSignInData } from "#lib/tenancy/sign-in-data.ts";
import { refuseMemberChange } from "./policy/member-rules.ts";
import { revokeKeysMadeBy } from "./repo.ts";
import { revokeLinksMadeBy } from "./repo-access-links.ts";
import { countOwners, deleteMember, lockMembers, selectMemberRole, updateMemberRole } from "./repo-members.ts";
import { deleteSessions } from "./repo-sessions.ts";

export type MemberRequest = { tenantId: string; actor: Actor; userId: string; requestId?: string };

/**
 * Gives a member another role. Requests see it at once, the sessions they had end, and what they gave out beyond it is revoked:
 * API keys above the new role and open links.
 * @throws AppError not_found; forbidden for a role above one's own; conflict for the only owner
 */
export async function changeMemberRole(ctx: EngineContext, request: MemberRequest & { role: Role }): Promise<void> {
  const { tenantId, userId, role } = request;
  const before = await ctx.forTenant(tenantId, async (tx) => {
    const current = await requireChangeable(tx, request, role);
    if (current === role) return current;
    await updateMemberRole(tx, tenantId, userId, role);
    const taken = await takeBack(tx, request, roles.slice(roles.indexOf(role) + 1), ctx.now());
    await note(tx, request, "member.role_changed", { role: current }, { role, ...taken });
    return current;
  });
  if (before !== role) await inSignInData(ctx, (tx) => deleteSessions(tx, userId));
}

/**
 * Ends somebody's membership: their sessions end, the API keys they made and their open links are revoked. The account stays, it
 * may belong to other tenants.
 * @throws AppError as `changeMemberRole`
 */
export async function removeMember(ctx: EngineContext, request: MemberRequest): Promise<void> {
  const { tenantId, userId } = request;
  await ctx.forTenant(tenantId, async (tx) => {
    const role = await requireChangeable(tx, request, null);
    await deleteMember(tx, tenantId, userId);
    const taken = await takeBack(tx, request, [...roles], ctx.now());
    await note(tx, request, "member.removed", { role }, taken);
  });
  await inSignInData(ctx, (tx) => deleteSessions(tx, userId));
}

/**
 * Signs a member out everywhere, e.g. after a laptop was lost.
 * @throws AppError not_found; forbidden for a role above one's own
 */
export async function endMemberSessions(ctx: EngineContext, request: MemberRequest): Promise<{ ended: number }> {
  const { tenantId, userId } = request;
  await ctx.forTenant(tenantId, async (tx) => {
    const role = knownRole((await selectMemberRole(tx, tenantId, userId)) ?? missing());
    refuse(refuseMemberChange({ actorRole: request.actor.role, role, newRole: role, owners: 1 }));
    await note(tx, request, "member.signed_out", null, null);
  });
  return { ended: await inSignInData(ctx, (tx) => deleteSessions(tx, userId)) };
}

async function requireChangeable(tx: Tx, request: MemberRequest, newRole: Role | null): Promise<Role> {
  await lockMembers(tx, request.tenantId);
  const role = knownRole((await selectMemberRole(tx, request.tenantId, request.userId)) ?? missing());
  const owners = await countOwners(tx, request.tenantId);
  refuse(refuseMemberChange({ actorRole: request.actor.role, role, newRole, owners }));
  return role;
}

/** Keys and links that a person made in these roles would otherwise be a way around the change. */
async function takeBack(tx: Tx, request: MemberRequest, above: Role[], at: Date) {
  const { tenantId, userId } = request;
  const keys = await revokeKeysMadeBy(tx, tenantId, userId, { roles: above, at });
  return { revoked_api_keys: keys, revoked_links: await revokeLinksMadeBy(tx, tenantId, userId, at) };
}

function missing(): never {
  throw notFound("member");
}

function refuse(refusal: ReturnType<typeof refuseMemberChange>): void {
  if (refusal) throw new AppError(refusal.code, refusal.message);
}

function note(
  tx: Tx,
  request: MemberRequest,
  action: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Promise<void> {
  const { tenantId, actor, userId, requestId } = request;
  return writeAudit(tx, { tenantId, actor, action, targetKind: "member", targetId: userId, before, after, requestId });
}

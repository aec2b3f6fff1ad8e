import { z } from "zod";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import { type Actor, hasRole, knownRole, type Role } from "#lib/shared/actor.ts";
import { accessLinkUrl, newAccessToken } from "./access-token.ts";
import type { CreatedInvitationView, InvitationView } from "./contract-members.ts";
import {
  type AccessLinkRow,
  insertAccessLink,
  revokeAccessLink,
  revokeEarlierLinks,
  selectInvitation,
  selectOpenInvitations,
} from "./repo-access-links.ts";
import { accessLinkHours } from "./thresholds.ts";
import { whoIsBehind } from "./who-is-behind.ts";

type By = { tenantId: string; actor: Actor; requestId?: string };

/**
 * Invites an address with a one-time link, which is in the answer and nowhere else: who invites hands it over (SPEC §12).
 * @throws AppError forbidden for a role above one's own
 */
export async function createInvitation(
  ctx: EngineContext,
  request: By & { email: string; role: Role },
): Promise<CreatedInvitationView> {
  const { tenantId, actor, email, role, requestId } = request;
  requireRole(actor, role);
  const { token, hash } = newAccessToken();
  const now = ctx.now();
  const row = await ctx.forTenant(tenantId, async (tx) => {
    await revokeEarlierLinks(tx, { tenantId, kind: "invitation", email, at: now });
    const made = await insertAccessLink(tx, {
      tenant_id: tenantId,
      kind: "invitation",
      token_hash: hash,
      email,
      role,
      created_by: (await whoIsBehind(tx, tenantId, actor)).personId,
      created_at: now,
      expires_at: new Date(now.getTime() + accessLinkHours.invitation * 3_600_000),
    });
    const target = { targetKind: "invitation", targetId: made.id, after: { email, role }, requestId };
    await writeAudit(tx, { tenantId, actor, action: "invitation.created", ...target });
    return made;
  });
  return { ...toView(row), url: accessLinkUrl(ctx.config.appUrl, token) };
}

/** Invitations that may still be taken up, newest first. */
export async function listInvitations(
  ctx: EngineContext,
  query: { tenantId: string; limit: number; cursor?: string },
): Promise<Page<InvitationView>> {
  const before = decodeCursor(query.cursor, z.tuple([z.uuid()]));
  const page = { before: before?.[0] ?? null, limit: query.limit + 1, now: ctx.now() };
  const rows = await ctx.forTenant(query.tenantId, (tx) => selectOpenInvitations(tx, query.tenantId, page));
  return toPage(rows, query.limit, (row) => [row.id], toView);
}

/**
 * Takes an invitation back. One that was used or ended before stays as it is.
 * @throws AppError not_found; forbidden for a role above one's own
 */
export async function revokeInvitation(ctx: EngineContext, request: By & { id: string }): Promise<void> {
  const { tenantId, actor, id, requestId } = request;
  await ctx.forTenant(tenantId, async (tx) => {
    const row = await selectInvitation(tx, tenantId, id);
    if (!row) throw notFound("invitation");
    requireRole(actor, knownRole(row.role ?? ""));
    if (!(await revokeAccessLink(tx, tenantId, id, ctx.now()))) return;
    const before = { email: row.email, role: row.role };
    const target = { targetKind: "invitation", targetId: id, before, requestId };
    await writeAudit(tx, { tenantId, actor, action: "invitation.revoked", ...target });
  });
}

function requireRole(actor: Actor, role: Role): void {
  if (hasRole(actor.role, role)) return;
  throw new AppError("forbidden", `An invitation to the role ${role} needs that role; yours is ${actor.role}.`, {
    errors: [{ field: "role", message: `must be at most your own role, ${actor.role}` }],
  });
}

function toView(row: AccessLinkRow): InvitationView {
  return {
    id: row.id,
    email: row.email,
    role: knownRole(row.role ?? ""),
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  };
}

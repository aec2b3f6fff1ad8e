import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import { knownRole } from "#lib/shared/actor.ts";
import { inSignInData } from "#lib/tenancy/sign-in-data.ts";
import type { MemberView } from "./contract-members.ts";
import { type MemberRow, selectMembers } from "./repo-members.ts";

/** The people of a tenant. */
export async function listMembers(
  ctx: Pick<EngineContext, "acrossTenants">,
  query: { tenantId: string; limit: number; cursor?: string },
): Promise<Page<MemberView>> {
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
  const page = { after: after?.[0] ?? null, limit: query.limit + 1 };
  const rows = await inSignInData(ctx, (tx) => selectMembers(tx, query.tenantId, page));
  return toPage(rows, query.limit, (row) => [row.user_id], toMemberView);
}

function toMemberView(row: MemberRow): MemberView {
  return {
    user_id: row.user_id,
    name: row.user.name,
    email: row.user.email,
    role: knownRole(row.role),
    joined_at: row.created_at.toISOString(),
    has_two_factor: row.user.twoFactorEnabled,
    last_used_at: row.user.sessions[0]?.lastUsedAt.toISOString() ?? null,
  };
}

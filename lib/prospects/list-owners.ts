import { listMembers } from "#lib/auth/list-members.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { Page } from "#lib/http/paging.ts";
import type { OwnerView } from "./contract-notes.ts";

type Query = { tenantId: string; limit: number; cursor?: string };

/** Who may own a prospect: the tenant's members, by name and nothing else. */
export async function listOwners(ctx: EngineContext, query: Query): Promise<Page<OwnerView>> {
  const { items, next_cursor } = await listMembers(ctx, query);
  return { items: items.map(({ user_id, name }) => ({ id: user_id, name })), next_cursor };
}

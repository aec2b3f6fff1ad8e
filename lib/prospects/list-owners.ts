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

const pageSize = 500;

/** What an owner is called, for many rows: all members are read once. Who has left is a former member. */
export async function readOwnerNames(
  ctx: EngineContext,
  tenantId: string,
): Promise<(ownerId: string | null) => string | null> {
  const names = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const page: Page<OwnerView> = await listOwners(ctx, { tenantId, limit: pageSize, cursor });
    for (const { id, name } of page.items) names.set(id, name);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return (ownerId) => (ownerId === null ? null : (names.get(ownerId) ?? "Former member"));
}

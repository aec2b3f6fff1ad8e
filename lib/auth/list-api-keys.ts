import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import { toApiKeyView } from "./api-key-view.ts";
import type { ApiKeyView } from "./contract.ts";
import { selectApiKeys } from "./repo.ts";

/** The tenant's keys, newest first, revoked ones too. */
export async function listApiKeys(
  ctx: EngineContext,
  query: { tenantId: string; limit: number; cursor?: string },
): Promise<Page<ApiKeyView>> {
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
  const page = { before: after?.[0] ?? null, limit: query.limit + 1 };
  const rows = await ctx.forTenant(query.tenantId, (tx) => selectApiKeys(tx, query.tenantId, page));
  return toPage(rows, query.limit, (row) => [row.id], toApiKeyView);
}

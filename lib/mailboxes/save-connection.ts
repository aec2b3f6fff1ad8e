import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { ConnectionView } from "./contract-connection.ts";
import { getConnection } from "./list-connections.ts";
import { missedChanges } from "./missed-changes.ts";
import { versionConflict } from "./refusals.ts";
import { lockConnection, type StoredConnection } from "./repo-connections.ts";

type Place = { tenantId: string; id: string /** null when every version will do */; version: number | null };

/**
 * Runs a change of a connection while its row is locked, and answers the connection as it is then.
 * @throws AppError not_found, version_conflict with `current` and the `changes` missed, and what `save` refuses
 */
export async function saveConnection(
  ctx: EngineContext,
  { tenantId, id, version }: Place,
  save: (tx: Tx, before: StoredConnection) => Promise<void>,
): Promise<ConnectionView> {
  const isSaved = await ctx.forTenant(tenantId, async (tx) => {
    const before = await lockConnection(tx, tenantId, id);
    if (!before || before.archived_at) throw notFound("connection");
    if (version !== null && before.version !== version) return false;
    await save(tx, before);
    return true;
  });
  const current = await getConnection(ctx, { tenantId, id });
  if (!isSaved && version !== null) {
    const edited = { tenantId, kind: "connection", id, version } as const;
    throw versionConflict("connection", current, await missedChanges(ctx, edited, current));
  }
  return current;
}

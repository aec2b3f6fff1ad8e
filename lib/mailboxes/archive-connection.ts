import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { ConnectionView } from "./contract-connection.ts";
import { inUse } from "./refusals.ts";
import { countConnectionUse, updateConnectionRow } from "./repo-connections.ts";
import { saveConnection } from "./save-connection.ts";
import type { Change } from "./types.ts";

type Request = Change & { id: string; version: number };

/**
 * Puts a connection away. Its events are still taken, because they trail the mail (SPEC §2).
 * @throws AppError not_found, version_conflict; in_use with counts while mailboxes use it or messages are unsettled
 */
export async function archiveConnection(
  ctx: EngineContext,
  { id, version, ...change }: Request,
): Promise<ConnectionView> {
  return saveConnection(ctx, { tenantId: change.tenantId, id, version }, async (tx, before) => {
    const counts = await countConnectionUse(tx, change.tenantId, id);
    if (counts.mailboxes > 0 || counts.unsettled_messages > 0) throw inUse("connection", counts);
    await updateConnectionRow(tx, change.tenantId, id, { archived_at: ctx.now() });
    const target = { targetKind: "connection", targetId: id };
    await writeAudit(tx, { ...change, action: "connection.archived", ...target, before: { name: before.name } });
  });
}

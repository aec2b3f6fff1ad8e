import type { Tx } from "#lib/db/types.ts";
import { invalidField } from "#lib/errors/app-error.ts";
import { findConnectionForShare } from "./repo-connections.ts";

/** The connection a mailbox is to use must be there and stay until the mailbox is saved. @throws AppError validation_failed */
export async function requireConnection(tx: Tx, tenantId: string, id: string): Promise<void> {
  const connection = await findConnectionForShare(tx, tenantId, id);
  if (!connection || connection.archived_at) {
    throw invalidField("provider_connection_id", "is none of your connections: choose one or add it first");
  }
}

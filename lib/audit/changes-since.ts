import type { Tx } from "#lib/db/types.ts";
import type { LoggedChange } from "./contract.ts";
import { lastChanges } from "./last-changes.ts";

/** More than these are not told of: whoever comes that late has to look at everything anyway. */
const mostChangesTold = 20;

/**
 * Who changed what of a versioned thing since the version that somebody edits, newest first: the log has one line for each version it
 * went through.
 */
export async function changesSince(
  tx: Tx,
  tenantId: string,
  target: { targetKind: "settings" | "campaign" | "template"; targetId: string },
  { edited, current }: { edited: number; current: number },
): Promise<LoggedChange[]> {
  const limit = Math.min(current - edited, mostChangesTold);
  return limit <= 0 ? [] : lastChanges(tx, tenantId, target, limit);
}

import type { Tx } from "#lib/db/types.ts";
import type { LoggedChange } from "./contract.ts";
import { lastChanges } from "./last-changes.ts";

/** More than these are not told of: whoever comes that late has to look at everything anyway. */
const mostChangesTold = 20;

type Target = {
  targetKind: "settings" | "campaign" | "template" | "domain" | "mailbox" | "connection" | "outgoing_webhook";
  targetId: string;
  /** of the lines about it those that change its version; all where left out */
  actions?: readonly string[];
};

/**
 * Who changed what of a versioned thing since the version that somebody edits, newest first: the log has one line for each version it
 * went through.
 */
export async function changesSince(
  tx: Tx,
  tenantId: string,
  target: Target,
  { edited, current }: { edited: number; current: number },
): Promise<LoggedChange[]> {
  const limit = Math.min(current - edited, mostChangesTold);
  return limit <= 0 ? [] : lastChanges(tx, tenantId, target, limit);
}

import type { Tx } from "#lib/db/types.ts";
import { loadSendFacts } from "./load-facts.ts";
import { lockFactRows } from "./repo-facts.ts";
import type { SendFacts } from "./types.ts";

/** Locks outreach rows, lowest id first, and reads what decides about their next send: planning's view, for hand-over. */
export async function lockSendFacts(tx: Tx, tenantId: string, outreachIds: readonly string[]): Promise<SendFacts[]> {
  const rows = await lockFactRows(tx, tenantId, outreachIds);
  return (await loadSendFacts(tx, tenantId, rows)).facts;
}

import type { Tx } from "#lib/db/types.ts";
import { selectStates } from "./repo.ts";
import type { HealthStateRow } from "./types.ts";

/** Every stored health state of the tenant: mailboxes, sending domains and connections. A scope without a row is healthy. */
export async function loadHealthStates(tx: Tx, tenantId: string): Promise<HealthStateRow[]> {
  return selectStates(tx, tenantId);
}

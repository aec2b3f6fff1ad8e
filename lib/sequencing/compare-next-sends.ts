import type { Tx } from "#lib/db/types.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { loadSendFacts, loadTenantFacts } from "./load-facts.ts";
import { nextSend } from "./policy/next-send.ts";
import { emptyComparison, type NextSendComparison, tallyNextSends } from "./policy/next-send-comparison.ts";
import { listOpenSample, readFactRows } from "./repo-comparison.ts";

const batchRows = 2_000;

type Request = { tenantId: string; before: Settings; after: Settings; now: Date };

/**
 * What other settings would make of the next sends: every open prospect of a small tenant, of a large one those due soonest and the
 * held ones up to a bound (`is_complete` says which). Decided by the policy that decides them in earnest; nothing is locked or written.
 */
export async function compareNextSends(tx: Tx, request: Request): Promise<NextSendComparison> {
  const { tenantId, before, after, now } = request;
  const { ids, isComplete } = await listOpenSample(tx, tenantId);
  const tenant = await loadTenantFacts(tx, tenantId);
  const comparison = emptyComparison(isComplete);
  for (let start = 0; start < ids.length; start += batchRows) {
    const rows = await readFactRows(tx, tenantId, ids.slice(start, start + batchRows));
    const { facts } = await loadSendFacts(tx, tenantId, rows);
    for (const fact of facts) {
      const pair = { before: nextSend(fact, before, tenant, now), after: nextSend(fact, after, tenant, now) };
      tallyNextSends(comparison, pair, now);
    }
  }
  return comparison;
}

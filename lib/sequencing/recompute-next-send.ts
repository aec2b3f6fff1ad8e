import type { Tx } from "#lib/db/types.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import type { FactRow } from "./fact-row.ts";
import { loadSendFacts, loadTenantFacts } from "./load-facts.ts";
import { type NextSend, nextSend } from "./policy/next-send.ts";
import { lockFactRows, type NextSendWrite, writeNextSends } from "./repo-facts.ts";

/** Rows decided together; more are taken in turns. */
const batchRows = 2_000;

type Request = { tenantId: string; outreachIds: readonly string[]; now: Date };

/**
 * Sets next_send_at or hold_reason of these outreach rows by the policy `nextSend` (SPEC §6). Locks the rows, lowest id first;
 * costs a handful of statements for any number up to 2,000. A hold set by a person (`manual_stop`) or an out-of-office answer
 * stays: to end one, clear `hold_reason` (set `next_send_at`) before calling.
 */
export async function recomputeNextSend(tx: Tx, request: Request): Promise<void> {
  const writes = await decideNextSends(tx, request, (row) => row);
  await writeNextSends(tx, request.tenantId, writes, request.now);
}

/**
 * What `recomputeNextSend` would write, for a caller that changes these rows anyway and writes them once. `changed` gives a row as it
 * will be then.
 */
export async function decideNextSends(
  tx: Tx,
  request: Request,
  changed: (row: FactRow) => FactRow,
): Promise<NextSendWrite[]> {
  const { tenantId, now } = request;
  const ids = [...new Set(request.outreachIds)].sort();
  if (ids.length === 0) return [];
  const ofTenant = Promise.all([loadSettings(tx, tenantId), loadTenantFacts(tx, tenantId)]);
  const writes: NextSendWrite[] = [];
  for (let start = 0; start < ids.length; start += batchRows) {
    const locked = lockFactRows(tx, tenantId, ids.slice(start, start + batchRows));
    const [[settings, tenant], rows] = await Promise.all([ofTenant, locked]);
    const { facts } = await loadSendFacts(tx, tenantId, rows.map(changed));
    for (const fact of facts) writes.push(toWrite(fact.outreachId, nextSend(fact, settings, tenant, now)));
  }
  return writes;
}

/** How a decision is stored: exactly one of the two columns, or neither outside the sequence. */
export function toWrite(outreachId: string, next: NextSend): NextSendWrite {
  return {
    outreachId,
    nextSendAt: next.kind === "send" || next.kind === "open" ? next.at : null,
    holdReason: next.kind === "hold" ? next.reason : null,
  };
}

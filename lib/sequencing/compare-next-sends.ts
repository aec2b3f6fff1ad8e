import type { Tx } from "#lib/db/types.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { loadSendFacts, loadTenantFacts } from "./load-facts.ts";
import { nextSend } from "./policy/next-send.ts";
import {
  emptyComparison,
  type NextSendComparison,
  type NextSendEffect,
  type NextSendPair,
  nextSendEffects,
  tallyNextSends,
} from "./policy/next-send-comparison.ts";
import { listOpenSample, readFactRows } from "./repo-comparison.ts";

const batchRows = 2_000;

type Request = {
  tenantId: string;
  before: Settings;
  after: Settings;
  now: Date;
  /** how many prospects are looked at */
  most?: number;
};

/**
 * What other settings would make of the next sends: of every open prospect up to `most`, of a larger tenant of those due soonest and
 * some of the held ones (`is_complete` says which). Decided by the policy that decides them in earnest; nothing is locked or written.
 */
export async function compareNextSends(tx: Tx, request: Request): Promise<NextSendComparison> {
  const comparison = emptyComparison(true);
  const { isComplete } = await eachNextSend(tx, request, (pair) => tallyNextSends(comparison, pair, request.now));
  return { ...comparison, is_complete: isComplete };
}

export type AffectedProspect = NextSendPair & { prospectId: string };

/** The prospects behind one count of `compareNextSends`, found the same way, the next email first; all that there are if `isComplete`. */
export async function listAffectedProspects(
  tx: Tx,
  request: Request & { effect: NextSendEffect },
): Promise<{ found: AffectedProspect[]; isComplete: boolean }> {
  const { effect: wanted, now } = request;
  const found: AffectedProspect[] = [];
  const { isComplete } = await eachNextSend(tx, request, (pair, prospectId) => {
    if (nextSendEffects(pair, now).some((effect) => isSame(effect, wanted))) found.push({ ...pair, prospectId });
  });
  found.sort((a, b) => timeOf(a) - timeOf(b) || a.prospectId.localeCompare(b.prospectId));
  return { found, isComplete };
}

type Visit = (pair: NextSendPair, prospectId: string) => void;

async function eachNextSend(tx: Tx, { tenantId, before, after, now, most }: Request, visit: Visit) {
  const { ids, isComplete } = await listOpenSample(tx, tenantId, most);
  const tenant = await loadTenantFacts(tx, tenantId);
  for (let start = 0; start < ids.length; start += batchRows) {
    const rows = await readFactRows(tx, tenantId, ids.slice(start, start + batchRows));
    const { facts } = await loadSendFacts(tx, tenantId, rows);
    for (const fact of facts) {
      const pair = { before: nextSend(fact, before, tenant, now), after: nextSend(fact, after, tenant, now) };
      visit(pair, fact.prospectId);
    }
  }
  return { isComplete };
}

function isSame(one: NextSendEffect, other: NextSendEffect): boolean {
  const reasonsOf = (effect: NextSendEffect) =>
    "reason" in effect ? [effect.reason, "instead_of" in effect ? effect.instead_of : null].join() : "";
  return one.kind === other.kind && reasonsOf(one) === reasonsOf(other);
}

/** When the prospect is written to, after the change or, held then, before it; last those held under both. */
function timeOf({ before, after }: NextSendPair): number {
  if (after.kind === "send") return after.at.getTime();
  return before.kind === "send" ? before.at.getTime() : Number.MAX_SAFE_INTEGER;
}

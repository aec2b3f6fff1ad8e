import type { Tx } from "#lib/db/types.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { statusesOf } from "./groups.ts";
import { cooledDownBefore } from "./policy/cooldown.ts";
import { type After, countRestedBeyond, listRested, type PersonRow, type RestedUnder } from "./repo-people.ts";
import { forecastDays } from "./thresholds.ts";

type Compared = { tenantId: string; before: Settings; after: Settings; now: Date };

const dayMs = 86_400_000;

/** How many may return now under other settings and could not before, and the other way round. */
export async function countChangedReturns(
  tx: Tx,
  { tenantId, before, after, now }: Compared,
): Promise<{ newly: number; no_longer: number }> {
  const [was, is] = [restedUnder(before, now), restedUnder(after, now)];
  return {
    newly: await countRestedBeyond(tx, tenantId, is, was),
    no_longer: await countRestedBeyond(tx, tenantId, was, is),
  };
}

/** `newly`, `no_longer`: as they are counted; `all`: everybody whose cooldown ends within the forecast, as the runs take them. */
export type ReturnsList = { which: "newly" | "no_longer" | "all"; after: After; limit: number };

/** The people behind these counts, oldest last email first. */
export function listChangedReturns(
  tx: Tx,
  { tenantId, before, after, now }: Compared,
  list: ReturnsList,
): Promise<PersonRow[]> {
  const [was, is] = [restedUnder(before, now), restedUnder(after, now)];
  const asked = {
    newly: { ...is, beyond: was },
    no_longer: { ...was, beyond: is },
    all: restedUnder(after, new Date(now.getTime() + (forecastDays + 1) * dayMs)),
  }[list.which];
  return listRested(tx, { tenantId, statuses: statusesOf("next"), reason: null, ...asked }, list.after, list.limit);
}

function restedUnder(settings: Settings, now: Date): RestedUnder {
  return { maxCycles: settings.max_recontact_cycles, cutoff: cooledDownBefore(settings, now) };
}

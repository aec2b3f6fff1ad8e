import type { z } from "zod";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { dayMs } from "#lib/shared/zone-clock.ts";
import type { recontactStatsSummary } from "./contract.ts";
import { distribution } from "./get-recontact-stats.ts";
import { cooledDownBefore } from "./policy/cooldown.ts";
import { countByCycle, countEligible } from "./repo-stats.ts";
import { recycledWindowDays } from "./thresholds.ts";

export type RecontactSummary = z.infer<typeof recontactStatsSummary>;

/** The three figures that the overview shows, without what only the page of re-contact needs. */
export async function getRecontactSummary(
  ctx: EngineContext,
  tx: Tx,
  { tenantId, settings }: { tenantId: string; settings: Settings },
): Promise<RecontactSummary> {
  const now = ctx.now();
  const cycles = await countByCycle(tx, tenantId, new Date(now.getTime() - recycledWindowDays * dayMs));
  const cutoff = cooledDownBefore(settings, now);
  return {
    total_eligible: await countEligible(tx, { tenantId, maxCycles: settings.max_recontact_cycles, cutoff }),
    total_recycled_30d: cycles.reduce((sum, row) => sum + row.recycled, 0),
    cycle_distribution: distribution(cycles),
  };
}

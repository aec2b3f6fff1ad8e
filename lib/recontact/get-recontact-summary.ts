import type { z } from "zod";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import { dayMs } from "#lib/shared/zone-clock.ts";
import type { recontactSummary } from "./contract.ts";
import { distribution } from "./get-recontact-stats.ts";
import { cooledDownBefore } from "./policy/cooldown.ts";
import { countByCycle, countEligible } from "./repo-stats.ts";
import { recycledWindowDays } from "./thresholds.ts";

export type RecontactSummary = z.infer<typeof recontactSummary>;

/** Of who carries no hold: exhausted ones that a raised maximum gives another cycle, and follow-ups that were never planned. */
const unheldLabels: Record<string, string> = { exhausted: "Exhausted, with a cycle left", contacted: "Overdue" };

/** The figures that the overview shows, without what only the page of re-contact needs. */
export async function getRecontactSummary(
  ctx: EngineContext,
  tx: Tx,
  { tenantId, settings }: { tenantId: string; settings: Settings },
): Promise<RecontactSummary> {
  const now = ctx.now();
  const cycles = await countByCycle(tx, tenantId, new Date(now.getTime() - recycledWindowDays * dayMs));
  const cutoff = cooledDownBefore(settings, now);
  const eligible = await countEligible(tx, { tenantId, maxCycles: settings.max_recontact_cycles, cutoff });
  return {
    total_eligible: eligible.reduce((sum, row) => sum + row.count, 0),
    eligible_by_hold: eligible.map(({ reason, count }) => ({
      reason,
      label: unheldLabels[reason] ?? describeReason(reason).label,
      count,
    })),
    total_recycled_30d: cycles.reduce((sum, row) => sum + row.recycled, 0),
    cycle_distribution: distribution(cycles),
  };
}

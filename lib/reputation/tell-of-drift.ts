import { clearAlert, raiseAlert } from "#lib/alerts/raise-alert.ts";
import type { EngineContext } from "#lib/engine/context.ts";

const scope = { kind: "tenant", id: null, name: null } as const;

/** Raises an alert when counters differed, and ends it when a later comparison finds none that do. */
export async function tellOfDrift(
  ctx: EngineContext,
  tenantId: string,
  found: { compared: number; drifted_hours: number; drifted_counters: number },
): Promise<void> {
  const { compared, drifted_hours: hours, drifted_counters: counters } = found;
  if (hours > 0) {
    await raiseAlert(ctx, tenantId, {
      kind: "reputation_drift",
      severity: "warning",
      scope,
      title: "Reputation counters differ from the ledger",
      detail: `${counters} counters of ${hours} hours did; they are counted anew before the next reading.`,
      evidence: { hours, counters },
    });
  } else if (compared > 0) {
    await clearAlert(ctx, tenantId, { kind: "reputation_drift", scope });
  }
}

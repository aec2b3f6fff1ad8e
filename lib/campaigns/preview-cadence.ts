import type { EngineContext } from "#lib/engine/context.ts";
import { getSettings } from "#lib/settings/get-settings.ts";
import type { CadencePreview } from "./contract-cadence.ts";
import { cadenceLines } from "./policy/cadence-lines.ts";

/**
 * When the steps of a campaign would go out, by the policy that plans them. `delays`: hours before step 2, 3 …; null for the tenant's own, and
 * without any the tenant's own steps.
 */
export async function previewCadence(
  ctx: Pick<EngineContext, "forTenant">,
  { tenantId, delays }: { tenantId: string; delays?: readonly (number | null)[] },
): Promise<CadencePreview> {
  const { sequence_delay_hours, min_followup_delay_hours, max_sequence_steps } = await getSettings(ctx, { tenantId });
  const own = Array.from({ length: max_sequence_steps - 1 }, () => null);
  const lines = cadenceLines(
    (delays ?? own).map((hours) => hours ?? sequence_delay_hours),
    min_followup_delay_hours,
  );
  return {
    sequence_delay_hours,
    min_followup_delay_hours,
    max_sequence_steps,
    lines: lines.map(({ reading, label, steps }) => ({
      reading,
      label,
      steps: steps.map(({ step, delayHours, afterHours, isAtFloor }) => ({
        step,
        delay_hours: delayHours,
        after_hours: afterHours,
        is_at_floor: isAtFloor,
      })),
    })),
  };
}

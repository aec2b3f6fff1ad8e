import { flowScenarios } from "./flow.ts";
import { healthScenarios } from "./health.ts";
import type { NamedScenario } from "./types.ts";
import { unsettledScenario } from "./unsettled.ts";

/** Every named scenario: a tenant of its own each, beside whatever the database holds. */
export const namedScenarios: Record<string, NamedScenario> = {
  ...healthScenarios,
  ...flowScenarios,
  unsettled: unsettledScenario,
};

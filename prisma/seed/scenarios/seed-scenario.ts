import { evaluateAlerts } from "#lib/alerts/evaluate-alerts.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { evaluateHealth } from "#lib/health/evaluate-health.ts";
import { seedDemo } from "../demo/seed-demo.ts";
import type { NamedScenario, ScenarioTarget, Showing } from "./types.ts";

/**
 * Gives an empty tenant the past of a scenario, lets the guard and the alerts look at it, and asks what the console would show.
 * `seed` decides every name and number. Returns each thing that must be seen and whether it is.
 */
export async function seedScenario(
  ctx: EngineContext,
  scenario: NamedScenario,
  target: ScenarioTarget & { seed: string },
): Promise<Showing[]> {
  const { tenantId } = target;
  if (scenario.plan) {
    await seedDemo(ctx, { ...target, company: "LeadLock", plan: scenario.plan(ctx.now()) });
    await evaluateHealth(ctx, { tenantId });
  }
  await scenario.afterwards?.(ctx, target);
  await evaluateAlerts(ctx, { tenantId });
  return scenario.showings(ctx, tenantId);
}

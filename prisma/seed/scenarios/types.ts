import type { EngineContext } from "#lib/engine/context.ts";
import type { DemoPlan } from "../demo/plan.ts";

/** One thing that the console must show of a scenario, and whether the engine's own answers have it. */
export type Showing = { what: string; holds: boolean };

export type ScenarioTarget = { tenantId: string; connectionId: string };

/** A tenant in a state worth looking at. */
export type NamedScenario = {
  /** a line for the list */
  text: string;
  /** its past; null for a tenant that has none */
  plan: ((now: Date) => DemoPlan) | null;
  /** what happens to it after that, before the guard and the alerts look at it */
  afterwards?: (ctx: EngineContext, target: ScenarioTarget) => Promise<void>;
  /** asks the use-cases that the console's pages ask */
  showings: (ctx: EngineContext, tenantId: string) => Promise<Showing[]>;
};

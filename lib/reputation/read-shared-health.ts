import type { EngineContext } from "#lib/engine/context.ts";
import { SharedTurns } from "#lib/shared/shared-turns.ts";
import { readHealthMaps } from "./read-health-maps.ts";
import type { HealthMaps } from "./types.ts";

/** One reading at a time, for everybody who asked before it began. */
const limits = { atOnce: 1, items: 10_000 };
const readings = new WeakMap<EngineContext, SharedTurns<null, HealthMaps>>();

/**
 * `readHealthMaps` for many who ask at once, as hand-overs do: those who ask while a reading is under way share the next one. What
 * it answers was read after it was asked for, so nobody sees an older state than alone. @throws as `readHealthMaps`
 */
export function readSharedHealth(ctx: EngineContext, tenantId: string): Promise<HealthMaps> {
  const known = readings.get(ctx);
  if (known) return known.submit(tenantId, null);
  const turns = new SharedTurns<null, HealthMaps>(async (tenant, asked) => {
    const maps = await readHealthMaps(ctx, tenant);
    return asked.map(() => maps);
  }, limits);
  readings.set(ctx, turns);
  return turns.submit(tenantId, null);
}

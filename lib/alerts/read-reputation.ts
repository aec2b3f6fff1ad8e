import type { EngineContext } from "#lib/engine/context.ts";
import { chooserThrottle } from "#lib/reputation/policy/chooser-throttle.ts";
import { staleThrottle } from "#lib/reputation/policy/stale-throttle.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import type { ReadReputation } from "./load-facts.ts";

/** Reputation for the alerts: sending domains and mailboxes that the chooser stops, by name. Never throws. */
export async function readReputation(ctx: EngineContext, tenantId: string): Promise<ReadReputation> {
  const maps = await readHealthMaps(ctx, tenantId).catch(() => null);
  if (maps === null || staleThrottle(maps, ctx.now()) === "paused") return { maps, standing: new Map() };
  return { maps, standing: standingOf(maps) };
}

function standingOf(maps: HealthMaps): ReadReputation["standing"] {
  return new Map(
    [...maps.domains, ...maps.mailboxes].filter(([, reputation]) => chooserThrottle(reputation) === "paused"),
  );
}

import type { EngineContext } from "#lib/engine/context.ts";
import { chooserThrottle } from "#lib/reputation/policy/chooser-throttle.ts";
import { staleThrottle } from "#lib/reputation/policy/stale-throttle.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import type { HealthMaps, Reputation } from "#lib/reputation/types.ts";
import type { StandingScore } from "./policy/assess.ts";

/**
 * Score pauses of sending domains and mailboxes that stand in the chooser (SPEC §3, §4), by `kind key`. None when reputation cannot be
 * read, or only as it was some time ago: the guard's own counts are in Postgres.
 */
export async function readStandingScores(ctx: EngineContext, tenantId: string): Promise<Map<string, StandingScore>> {
  const maps = await readMaps(ctx, tenantId);
  if (maps === null || staleThrottle(maps, ctx.now()) === "paused") return new Map();
  return new Map([...standing("domain", maps.domains), ...standing("mailbox", maps.mailboxes)]);
}

async function readMaps(ctx: EngineContext, tenantId: string): Promise<HealthMaps | null> {
  return readHealthMaps(ctx, tenantId).catch((error: unknown) => {
    ctx.log.warn({ err: error, tenantId }, "the guard judges without scores");
    return null;
  });
}

function standing(kind: string, reputations: ReadonlyMap<string, Reputation>): [string, StandingScore][] {
  const found: [string, StandingScore][] = [];
  for (const [key, reputation] of reputations) {
    if (chooserThrottle(reputation) !== "paused") continue;
    const { sent, bounced, complained, blocked, decided_by: decidedBy } = reputation.metrics;
    const counts = { sent, bounced, complained, blocked };
    found.push([`${kind} ${key}`, { score: reputation.score, decidedBy, counts }]);
  }
  return found;
}

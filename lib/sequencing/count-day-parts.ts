import type { EngineContext } from "#lib/engine/context.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { dayPartSettledMs, dayPartWindowMs, minEngagements } from "./policy/thresholds.ts";
import { zonesByPrefix, zonesByState } from "./policy/zone-table.ts";
import { replaceDayPartAnswers } from "./repo-day-parts.ts";

const countTimeoutMs = 120_000;

/**
 * Daily: counts over the last 90 days in which part of the day each trade of each state answers its emails, for smart timing (SPEC §6).
 * Again is harmless. `day_parts`: how many pairs of trade and state enough is known of.
 */
export async function countDayParts(
  ctx: EngineContext,
  { tenantId }: { tenantId: string },
): Promise<{ day_parts: number }> {
  const now = ctx.now().getTime();
  const count = (other: string) => ({
    tenantId,
    from: new Date(now - dayPartWindowMs),
    until: new Date(now - dayPartSettledMs),
    minEngagements,
    zones: {
      prefixes: [...zonesByPrefix].map(([prefix, [zone]]): [number, string] => [prefix, zone]),
      states: [...zonesByState].map(([state, [zone]]): [string, string] => [state, zone]),
      other,
    },
  });
  const day_parts = await ctx.forTenant(
    tenantId,
    async (tx) => replaceDayPartAnswers(tx, count((await loadSettings(tx, tenantId)).send_timezone)),
    { timeoutMs: countTimeoutMs },
  );
  return { day_parts };
}

import type { World } from "../world.ts";
import { countersPerScope, hourMs, readHours } from "./counters.ts";
import { type Standing, standingOf } from "./scores.ts";

/** By sender: `mailbox ann@one.example`, `domain one.example`. */
export type Standings = ReadonlyMap<string, Standing>;

/** How the senders of a tenant stand by what Redis holds at the moment, read past the product. Those that never sent are left out. */
export async function readStandings(world: World, tenantId: string, at: number): Promise<Standings> {
  const { rows } = await world.pool.query<{ name: string; scope: number }>(
    `SELECT kind || ' ' || key AS name, scope_index AS scope FROM reputation_scopes
     WHERE tenant_id = $1 AND kind IN ('mailbox', 'domain')`,
    [tenantId],
  );
  const hours = await readHours(world, tenantId, Math.floor((at + world.skewMs) / hourMs));
  const window = hours.map(({ buffer }) => buffer);
  // The open hour and the one before it ended less than 60 minutes ago.
  const matured = window.slice(2);
  return new Map(rows.map(({ name, scope }) => [name, standingOf(countsOf(scope, window, matured))]));
}

function countsOf(scope: number, window: readonly Buffer[], matured: readonly Buffer[]) {
  const [sent, delivered, bounced, complained, opened, , blocked] = sumsOf(scope, window);
  const [maturedSent, maturedDelivered, maturedBounced, maturedComplained] = sumsOf(scope, matured);
  return {
    ...{ sent, delivered, bounced, complained, opened, blocked },
    matured: {
      sent: maturedSent,
      delivered: maturedDelivered,
      bounced: maturedBounced,
      complained: maturedComplained,
    },
  };
}

type Sums = [number, number, number, number, number, number, number];

function sumsOf(scope: number, hours: readonly Buffer[]): Sums {
  const sumOf = (metric: number) =>
    hours.reduce((sum, hour) => {
      const offset = (scope * countersPerScope + metric) * 4;
      return offset + 4 <= hour.length ? sum + hour.readUInt32BE(offset) : sum;
    }, 0);
  return [sumOf(0), sumOf(1), sumOf(2), sumOf(3), sumOf(4), sumOf(5), sumOf(6)];
}

/**
 * The mildest of several looks at one sender: planning saw one of them. A run that Redis failed may instead have gone by an earlier look
 * or by a count of its own, which leaves half a limit at best (GOALS, "Redis down while sending").
 */
export function mildestOf(looks: readonly Standings[], name: string, isDisturbed: boolean): Omit<Standing, "score"> {
  const standings = looks.map((look) => look.get(name) ?? { factor: 1, warmUp: 1 });
  const least = isDisturbed ? { factor: 0.5, warmUp: 1.5 } : { factor: 0, warmUp: 0 };
  return {
    factor: Math.max(least.factor, ...standings.map(({ factor }) => factor)),
    warmUp: Math.max(least.warmUp, ...standings.map(({ warmUp }) => warmUp)),
  };
}

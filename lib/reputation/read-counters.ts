import type { EngineContext } from "#lib/engine/context.ts";
import { RecentMap } from "#lib/shared/recent-map.ts";
import { CountersUnavailable, readHours } from "./counter-store.ts";
import { packHour, unpackHour } from "./packed-hour.ts";
import { startOfEpochHour, windowHoursAt } from "./policy/booking-hour.ts";
import { rebuildReputation } from "./rebuild-reputation.ts";
import { loadReadFacts, type ReadFacts } from "./repo.ts";
import { countHours } from "./repo-counts.ts";
import { listScopesAfter, type ScopeRow } from "./repo-scopes.ts";
import { type HourCopies, knownVersions, mergeReading, type WindowCounts } from "./window-counts.ts";

const maxAttempts = 4;

/** Scope numbers by name, for each kind; 0 is the tenant. Replaced, never changed, when scopes are added. */
type ScopeNumbers = {
  lastScope: number;
  domain: ReadonlyMap<string, number>;
  mailbox: ReadonlyMap<string, number>;
  connection: ReadonlyMap<string, number>;
};

/** Counters of one moment, with what is needed to judge them. */
export type Counters = { window: WindowCounts; untracked: ReadonlySet<number>; scopes: ScopeNumbers };

const hourCopies = new RecentMap<HourCopies>();
const scopeNumbers = new RecentMap<ScopeNumbers>();
const noScopes: ScopeNumbers = { lastScope: 0, domain: new Map(), mailbox: new Map(), connection: new Map() };

/**
 * The window's counters: one statement to Postgres and one round trip to Redis. When Redis was flushed, or hours are marked, they are
 * counted anew first.
 * @throws CountersUnavailable when Redis cannot be reached
 */
export async function readCounters(ctx: EngineContext, tenantId: string): Promise<Counters> {
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const now = ctx.now();
    const { facts, scopes } = await loadFacts(ctx, tenantId);
    const copies = hourCopies.get(tenantId);
    const reading = await readHours(ctx.redis, tenantId, windowHoursAt(now), knownVersions(copies));
    const isLost = reading.hours.some((hour) => hour.version === "lost");
    if (!isLost && !facts.needs_recount && reading.generation !== null && reading.generation === facts.generation) {
      const merged = mergeReading(copies?.generation === reading.generation ? copies : undefined, reading, now);
      hourCopies.set(tenantId, merged);
      return { window: merged.window, untracked: new Set(facts.untracked), scopes };
    }
    await rebuildReputation(ctx, tenantId, { isForced: isLost });
  }
  throw new CountersUnavailable("the reputation counters would not stand still");
}

/** The same counters straight from Postgres, for when Redis is away. */
export async function countFromPostgres(ctx: EngineContext, tenantId: string): Promise<Counters> {
  const { facts, scopes } = await loadFacts(ctx, tenantId);
  const now = ctx.now();
  const epochHours = windowHoursAt(now);
  const range = { from: startOfEpochHour(Math.min(...epochHours)), to: startOfEpochHour(Math.max(...epochHours) + 1) };
  const counted = await ctx.forTenant(tenantId, (tx) => countHours(tx, tenantId, { ...range, epochHours }));
  const hours = counted.map(({ epoch_hour, slots, counts }) => ({
    epochHour: epoch_hour,
    version: "counted",
    counts: unpackHour(packHour(slots, counts)),
  }));
  const { window } = mergeReading(undefined, { generation: null, hours }, now);
  return { window, untracked: new Set(facts.untracked), scopes };
}

async function loadFacts(ctx: EngineContext, tenantId: string): Promise<{ facts: ReadFacts; scopes: ScopeNumbers }> {
  const since = startOfEpochHour(Math.min(...windowHoursAt(ctx.now())));
  return ctx.forTenant(tenantId, async (tx) => {
    const facts = await loadReadFacts(tx, tenantId, since);
    const known = scopeNumbers.get(tenantId) ?? noScopes;
    if (facts.last_scope <= known.lastScope) return { facts, scopes: known };
    const scopes = withScopes(known, await listScopesAfter(tx, tenantId, known.lastScope));
    scopeNumbers.set(tenantId, scopes);
    return { facts, scopes };
  });
}

function withScopes(known: ScopeNumbers, added: readonly ScopeRow[]): ScopeNumbers {
  const merge = (kind: "domain" | "mailbox" | "connection") => {
    const numbers = new Map(known[kind]);
    for (const row of added) if (row.kind === kind) numbers.set(row.key, row.scope_index);
    return numbers;
  };
  const lastScope = added.at(-1)?.scope_index ?? known.lastScope;
  return { lastScope, domain: merge("domain"), mailbox: merge("mailbox"), connection: merge("connection") };
}

import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { RecentMap } from "#lib/shared/recent-map.ts";
import { type JudgedScopes, judgeScopes } from "./judge-scopes.ts";
import { computeEmailScore } from "./policy/compute-email-score.ts";
import { type Counters, countFromPostgres, readCounters } from "./read-counters.ts";
import { ScopeMap } from "./scope-map.ts";
import type { HealthMaps, Reputation, ScopedReputation, ScopeKind } from "./types.ts";

/** The last good reading of a tenant in this process: what there is to go by while Redis is away. */
type Snapshot = { judged: JudgedScopes; maps: HealthMaps };

const snapshots = new RecentMap<Snapshot>();

/** The reputation of a scope in which nothing was sent in the window. */
export const noDataReputation: Reputation = computeEmailScore({
  sent: 0,
  delivered: 0,
  bounced: 0,
  complained: 0,
  opened: 0,
  clicked: 0,
});

/**
 * The reputation of every scope of a tenant, read at one moment: once per batch (SPEC §3, §5). While Redis is away it answers the last
 * good reading of this process, or counts in Postgres when there is none, and says `isStale` (policy/stale-throttle.ts says what
 * that allows).
 * @throws AppError dependency_unavailable when neither can be had
 */
export async function readHealthMaps(ctx: EngineContext, tenantId: string): Promise<HealthMaps> {
  try {
    return remember(ctx, tenantId, await readCounters(ctx, tenantId), false);
  } catch (error) {
    ctx.log.warn({ err: error, tenantId }, "reputation counters cannot be read");
    const last = snapshots.get(tenantId);
    if (last) return { ...last.maps, isStale: true };
    return remember(ctx, tenantId, await countInstead(ctx, tenantId, error), true);
  }
}

async function countInstead(ctx: EngineContext, tenantId: string, cause: unknown): Promise<Counters> {
  try {
    return await countFromPostgres(ctx, tenantId);
  } catch {
    const refusal = new AppError("dependency_unavailable", "Reputation cannot be read at the moment. Try again soon.", {
      retryAfterSeconds: 5,
    });
    refusal.cause = cause;
    throw refusal;
  }
}

function remember(ctx: EngineContext, tenantId: string, counters: Counters, isStale: boolean): HealthMaps {
  const { window, untracked, scopes } = counters;
  const { lastScope } = scopes;
  const judged = judgeScopes({ window, untracked, lastScope }, snapshots.get(tenantId)?.judged);
  const maps: HealthMaps = {
    global: judged.reputations[0] ?? noDataReputation,
    domains: new ScopeMap(scopes.domain, judged.reputations),
    mailboxes: new ScopeMap(scopes.mailbox, judged.reputations),
    connections: new ScopeMap(scopes.connection, judged.reputations),
    readAt: ctx.now(),
    isStale,
  };
  snapshots.set(tenantId, { judged, maps });
  return maps;
}

/** Reputation by sending domain. */
export async function getDomainHealthMap(ctx: EngineContext, tenantId: string) {
  return (await readHealthMaps(ctx, tenantId)).domains;
}

/** Reputation by mailbox address. */
export async function getMailboxHealthMap(ctx: EngineContext, tenantId: string) {
  return (await readHealthMaps(ctx, tenantId)).mailboxes;
}

/** Reputation of one scope; `scopeKey` is the sending domain, the mailbox address or the connection id ("" for global). */
export async function getEmailReputationScoped(
  ctx: EngineContext,
  tenantId: string,
  scope: ScopeKind,
  scopeKey = "",
): Promise<ScopedReputation> {
  const maps = await readHealthMaps(ctx, tenantId);
  const found = {
    global: () => maps.global,
    domain: () => maps.domains.get(scopeKey.toLowerCase()),
    mailbox: () => maps.mailboxes.get(scopeKey.toLowerCase()),
    connection: () => maps.connections.get(scopeKey),
  }[scope]();
  return { ...(found ?? noDataReputation), scope, scope_key: scopeKey };
}

/** Reputation of the tenant as a whole; it is shown, and never pauses a domain. */
export async function getEmailReputation(ctx: EngineContext, tenantId: string): Promise<ScopedReputation> {
  return getEmailReputationScoped(ctx, tenantId, "global");
}

import { chooserThrottle } from "#lib/reputation/policy/chooser-throttle.ts";
import { harsherThrottle, staleThrottle } from "#lib/reputation/policy/stale-throttle.ts";
import { noDataReputation } from "#lib/reputation/read-health-maps.ts";
import type { HealthMaps, Reputation, Throttle } from "#lib/reputation/types.ts";
import { senderProblem } from "#lib/sending/policy/sender.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import { isAutoDeactivated } from "./policy/auto-deactivated.ts";
import type { Inventory } from "./repo-inventory.ts";
import type { HealthStateName } from "./types.ts";

export type ShownState = { state: HealthStateName; reason: string | null; since: Date | null };

export type JudgedDomain = {
  id: string;
  domain: string;
  reputation: Reputation;
  throttle: Throttle;
  shown: ShownState;
  isAuthenticated: boolean;
  reason: PassOverReason | null;
};

export type JudgedMailbox = {
  id: string;
  fromEmail: string;
  domain: string;
  isActive: boolean;
  reputation: Reputation;
  shown: ShownState;
  isAutoDeactivated: boolean;
  reason: PassOverReason | null;
};

const healthy: ShownState = { state: "healthy", reason: null, since: null };

type Connection = { shown: ShownState; isArchived: boolean };

/** Puts reputation, state and the chooser's verdict on every sending domain and mailbox of the inventory. */
export function judgeInventory(
  inventory: Inventory,
  maps: HealthMaps,
  now: Date,
): { domains: JudgedDomain[]; mailboxes: JudgedMailbox[] } {
  const byAge = staleThrottle(maps, now);
  const states = new Map<string, ShownState>();
  for (const [kind, id, state, reason, sinceMs] of inventory.states) {
    states.set(kind + id, { state: state as HealthStateName, reason, since: new Date(sinceMs) });
  }
  const domains = new Map(
    inventory.domains.map(([id, domain, isAuthenticated]) => {
      const reputation = maps.domains.get(domain) ?? noDataReputation;
      const throttle = chooserThrottle(reputation);
      const shown = states.get(`domain${id}`) ?? healthy;
      const reason = domainReason(shown, harsherThrottle(throttle, byAge));
      return [id, { id, domain, reputation, throttle, shown, isAuthenticated, reason: unlessStale(reason, byAge) }];
    }),
  );
  const archived = new Set(inventory.archivedConnections);
  const connections = new Map<string, Connection>();
  for (const [, , , id] of inventory.mailboxes) {
    if (connections.has(id)) continue;
    connections.set(id, { shown: states.get(`connection${id}`) ?? healthy, isArchived: archived.has(id) });
  }
  const mailboxes: JudgedMailbox[] = [];
  for (const row of inventory.mailboxes) {
    const [domain, connection] = [domains.get(row[2]), connections.get(row[3])];
    if (!domain || !connection) continue;
    const place = { domain, connection, shown: states.get(`mailbox${row[0]}`) ?? healthy };
    mailboxes.push(judgeMailbox(row, place, { maps, byAge, settings: inventory.settings }));
  }
  return { domains: [...domains.values()], mailboxes };
}

function domainReason(shown: ShownState, throttle: Throttle): PassOverReason | null {
  if (shown.state === "paused") return "domain_paused";
  return throttle === "paused" ? "domain_score_paused" : null;
}

/** When the counters are too old to send by, that is the reason, and not a score. */
function unlessStale(reason: PassOverReason | null, byAge: Throttle): PassOverReason | null {
  return byAge === "paused" && reason?.endsWith("_score_paused") ? "reputation_unavailable" : reason;
}

function judgeMailbox(
  [id, fromEmail, , , isActive]: Inventory["mailboxes"][number],
  place: { domain: JudgedDomain; connection: Connection; shown: ShownState },
  by: { maps: HealthMaps; byAge: Throttle; settings: Inventory["settings"] },
): JudgedMailbox {
  const { domain, connection, shown } = place;
  const reputation = by.maps.mailboxes.get(fromEmail) ?? noDataReputation;
  const problem = senderProblem(
    {
      isActive: isActive && !connection.isArchived,
      archivedAt: null,
      isDomainAuthenticated: domain.isAuthenticated,
      throttle: {
        mailbox: harsherThrottle(chooserThrottle(reputation), by.byAge),
        domain: harsherThrottle(domain.throttle, by.byAge),
        // A connection is stopped by its breaker, never by its score: a bad domain must not stop the others on it (SPEC §4).
        connection: by.byAge,
      },
      guard: { mailbox: shown, domain: domain.shown, connection: connection.shown },
      score: reputation.score,
    },
    by.settings,
  );
  const reason = unlessStale(problem, by.byAge);
  const pausedBy = { mailbox: shown.reason, domain: domain.shown.reason, connection: connection.shown.reason };
  const row = { id, fromEmail, domain: domain.domain, isActive, reputation, shown, reason };
  return { ...row, isAutoDeactivated: isAutoDeactivated(reason, pausedBy) };
}

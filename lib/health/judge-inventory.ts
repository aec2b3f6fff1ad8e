import { chooserThrottle } from "#lib/reputation/policy/chooser-throttle.ts";
import { harsherThrottle, staleThrottle } from "#lib/reputation/policy/stale-throttle.ts";
import { noDataReputation } from "#lib/reputation/read-health-maps.ts";
import type { HealthMaps, Reputation, Throttle } from "#lib/reputation/types.ts";
import { senderProblem } from "#lib/sending/policy/sender.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import { isAutoDeactivated } from "./policy/auto-deactivated.ts";
import type { Inventory } from "./repo-inventory.ts";
import type { HealthStateName } from "./types.ts";

export type ShownState = {
  state: HealthStateName;
  reason: string | null;
  since: Date | null;
  evidence: Record<string, unknown> | null;
  releasesAt: Date | null;
  cleanSends: number;
};

export type JudgedDomain = {
  id: string;
  domain: string;
  reputation: Reputation;
  /** as the chooser takes it, without the age of the counters */
  throttle: Throttle;
  shown: ShownState;
  isAuthenticated: boolean;
  reason: PassOverReason | null;
};

export type JudgedMailbox = {
  id: string;
  fromEmail: string;
  domain: string;
  domainThrottle: Throttle;
  isActive: boolean;
  reputation: Reputation;
  shown: ShownState;
  isAutoDeactivated: boolean;
  reason: PassOverReason | null;
};

export type JudgedInventory = {
  inventory: Inventory;
  byAge: Throttle;
  domains: readonly JudgedDomain[];
  mailboxes: readonly JudgedMailbox[];
};

type Lookup = { states: ReadonlyMap<string, ShownState>; archived: ReadonlySet<string> };

const healthy: ShownState = {
  state: "healthy",
  reason: null,
  since: null,
  evidence: null,
  releasesAt: null,
  cleanSends: 0,
};
const lookups = new WeakMap<Inventory, Lookup>();

/**
 * Puts reputation, state and the chooser's verdict on every sending domain and mailbox. What cannot have changed since `previous` is
 * taken over as the same object.
 */
export function judgeInventory(
  inventory: Inventory,
  maps: HealthMaps,
  now: Date,
  previous?: JudgedInventory,
): JudgedInventory {
  const byAge = staleThrottle(maps, now);
  const kept = previous?.inventory === inventory && previous.byAge === byAge ? previous : undefined;
  const lookup = lookUp(inventory);
  const domains = inventory.domains.map((row, i) => judgeDomain(row, { maps, byAge, lookup }, kept?.domains[i]));
  const byId = new Map(domains.map((domain) => [domain.id, domain]));
  const mailboxes: JudgedMailbox[] = [];
  for (const row of inventory.mailboxes) {
    const domain = byId.get(row[2]);
    if (!domain) continue;
    const reputation = maps.mailboxes.get(row[1]) ?? noDataReputation;
    const last = kept?.mailboxes[mailboxes.length];
    const isSame = last?.reputation === reputation && last.domainThrottle === domain.throttle;
    mailboxes.push(isSame ? last : judgeMailbox(row, { domain, reputation }, { inventory, byAge, lookup }));
  }
  return { inventory, byAge, domains, mailboxes };
}

function lookUp(inventory: Inventory): Lookup {
  const known = lookups.get(inventory);
  if (known) return known;
  const states = new Map<string, ShownState>();
  for (const [kind, id, state, reason, sinceMs, evidence, releasesAtMs, cleanSends] of inventory.states) {
    const releasesAt = releasesAtMs === null ? null : new Date(releasesAtMs);
    const since = new Date(sinceMs);
    states.set(kind + id, { state: state as HealthStateName, reason, since, evidence, releasesAt, cleanSends });
  }
  const lookup = { states, archived: new Set(inventory.archivedConnections) };
  lookups.set(inventory, lookup);
  return lookup;
}

function judgeDomain(
  [id, domain, isAuthenticated]: Inventory["domains"][number],
  by: { maps: HealthMaps; byAge: Throttle; lookup: Lookup },
  last?: JudgedDomain,
): JudgedDomain {
  const reputation = by.maps.domains.get(domain) ?? noDataReputation;
  if (last?.reputation === reputation) return last;
  const throttle = chooserThrottle(reputation);
  const shown = by.lookup.states.get(`domain${id}`) ?? healthy;
  const isStopped = harsherThrottle(throttle, by.byAge) === "paused";
  const problem = shown.state === "paused" ? "domain_paused" : isStopped ? "domain_score_paused" : null;
  return { id, domain, reputation, throttle, shown, isAuthenticated, reason: unlessStale(problem, by.byAge) };
}

/** When the counters are too old to send by, that is the reason, and not a score. */
function unlessStale(reason: PassOverReason | null, byAge: Throttle): PassOverReason | null {
  return byAge === "paused" && reason?.endsWith("_score_paused") ? "reputation_unavailable" : reason;
}

function judgeMailbox(
  [id, fromEmail, , connectionId, isActive]: Inventory["mailboxes"][number],
  { domain, reputation }: { domain: JudgedDomain; reputation: Reputation },
  { inventory, byAge, lookup }: { inventory: Inventory; byAge: Throttle; lookup: Lookup },
): JudgedMailbox {
  const shown = lookup.states.get(`mailbox${id}`) ?? healthy;
  const connection = lookup.states.get(`connection${connectionId}`) ?? healthy;
  const problem = senderProblem(
    {
      isActive: isActive && !lookup.archived.has(connectionId),
      archivedAt: null,
      isDomainAuthenticated: domain.isAuthenticated,
      throttle: {
        mailbox: harsherThrottle(chooserThrottle(reputation), byAge),
        domain: harsherThrottle(domain.throttle, byAge),
      },
      guard: { mailbox: shown, domain: domain.shown, connection },
      score: reputation.score,
    },
    inventory.settings,
  );
  const reason = unlessStale(problem, byAge);
  const pausedBy = { mailbox: shown.reason, domain: domain.shown.reason, connection: connection.reason };
  return {
    id,
    fromEmail,
    domain: domain.domain,
    domainThrottle: domain.throttle,
    isActive,
    reputation,
    shown,
    isAutoDeactivated: isAutoDeactivated(reason, pausedBy),
    reason,
  };
}

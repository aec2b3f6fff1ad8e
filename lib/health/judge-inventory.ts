import { chooserThrottle } from "#lib/reputation/policy/chooser-throttle.ts";
import { harsherThrottle, staleThrottle } from "#lib/reputation/policy/stale-throttle.ts";
import { noDataReputation } from "#lib/reputation/read-health-maps.ts";
import { changedNames } from "#lib/reputation/scope-map.ts";
import type { HealthMaps, Reputation, Throttle } from "#lib/reputation/types.ts";
import { mailboxCap, type Speed, speedOf } from "#lib/sending/policy/capacity.ts";
import { type SenderVerdictFacts, senderProblem } from "#lib/sending/policy/sender.ts";
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
  /** what its score and state let through; `paused` while it may not send at all */
  speed: Speed;
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
  /** the same with its domain's */
  speed: Speed;
  /** messages it may send today (SPEC §5) */
  capToday: number;
  isAutoDeactivated: boolean;
  isConnectionPaused: boolean;
  reason: PassOverReason | null;
};

export type JudgedInventory = {
  inventory: Inventory;
  maps: HealthMaps;
  byAge: Throttle;
  domains: readonly JudgedDomain[];
  mailboxes: readonly JudgedMailbox[];
};

type DomainRow = Inventory["domains"][number];
type MailboxRow = Inventory["mailboxes"][number];
type Sender = { row: MailboxRow; domainAt: number };

/** What is found in an inventory by name or id; places are those in the judged lists. */
type Lookup = {
  states: ReadonlyMap<string, ShownState>;
  archived: ReadonlySet<string>;
  domainAt: ReadonlyMap<string, number>;
  /** mailboxes in use whose sending domain is, too */
  senders: readonly Sender[];
  senderAt: ReadonlyMap<string, number>;
  /** by the place of the domain */
  sendersOf: readonly (readonly number[])[];
};

type Basis = { inventory: Inventory; maps: HealthMaps; byAge: Throttle; lookup: Lookup };

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
 * taken over as the same object, without being looked at.
 */
export function judgeInventory(
  inventory: Inventory,
  maps: HealthMaps,
  now: Date,
  previous?: JudgedInventory,
): JudgedInventory {
  const byAge = staleThrottle(maps, now);
  const basis = { inventory, maps, byAge, lookup: lookUp(inventory) };
  const kept = previous?.inventory === inventory && previous.byAge === byAge ? previous : undefined;
  const domains = judgeDomains(basis, kept);
  return { inventory, maps, byAge, domains, mailboxes: judgeMailboxes(basis, domains, kept) };
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
  const archived = new Set(inventory.archivedConnections);
  const lookup = { states, archived, ...placesOf(inventory) };
  lookups.set(inventory, lookup);
  return lookup;
}

function placesOf({ domains, mailboxes }: Inventory) {
  const domainAt = new Map(domains.map(([, domain], at) => [domain, at]));
  const atById = new Map(domains.map(([id], at) => [id, at]));
  const sendersOf: number[][] = domains.map(() => []);
  const senders: Sender[] = [];
  for (const row of mailboxes) {
    const domainPlace = atById.get(row[2]);
    if (domainPlace === undefined) continue;
    sendersOf[domainPlace]?.push(senders.length);
    senders.push({ row, domainAt: domainPlace });
  }
  const senderAt = new Map(senders.map(({ row }, at) => [row[1], at]));
  return { domainAt, senders, senderAt, sendersOf };
}

function judgeDomains(basis: Basis, kept?: JudgedInventory): JudgedDomain[] {
  const rows = basis.inventory.domains;
  if (!kept) return rows.map((row) => judgeDomain(row, basis));
  const domains = [...kept.domains];
  for (const name of changedNames(kept.maps.domains, basis.maps.domains)) {
    const at = basis.lookup.domainAt.get(name);
    if (at !== undefined) domains[at] = judgeDomain(rows[at] as DomainRow, basis);
  }
  return domains;
}

function judgeMailboxes(basis: Basis, domains: readonly JudgedDomain[], kept?: JudgedInventory): JudgedMailbox[] {
  const { senders, senderAt, sendersOf } = basis.lookup;
  const judge = ({ row, domainAt }: Sender) => judgeMailbox(row, domains[domainAt] as JudgedDomain, basis);
  if (!kept) return senders.map(judge);
  const mailboxes = [...kept.mailboxes];
  for (const name of changedNames(kept.maps.mailboxes, basis.maps.mailboxes)) {
    const at = senderAt.get(name);
    if (at !== undefined) mailboxes[at] = judge(senders[at] as Sender);
  }
  domains.forEach((domain, domainAt) => {
    const before = kept.domains[domainAt];
    if (domain === before || domain.throttle === before?.throttle) return;
    for (const at of sendersOf[domainAt] ?? []) mailboxes[at] = judge(senders[at] as Sender);
  });
  return mailboxes;
}

function judgeDomain([id, domain, isAuthenticated]: DomainRow, { maps, byAge, lookup }: Basis): JudgedDomain {
  const reputation = maps.domains.get(domain) ?? noDataReputation;
  const throttle = chooserThrottle(reputation);
  const shown = lookup.states.get(`domain${id}`) ?? healthy;
  const acting = harsherThrottle(throttle, byAge);
  const problem = shown.state === "paused" ? "domain_paused" : acting === "paused" ? "domain_score_paused" : null;
  const reason = unlessStale(problem, byAge);
  const speed = speedOf({
    throttle: { mailbox: "normal", domain: acting },
    guard: { mailbox: "healthy", domain: shown.state },
  });
  return { id, domain, reputation, throttle, shown, speed, isAuthenticated, reason };
}

/** When the counters are too old to send by, that is the reason, and not a score. */
function unlessStale(reason: PassOverReason | null, byAge: Throttle): PassOverReason | null {
  return byAge === "paused" && reason?.endsWith("_score_paused") ? "reputation_unavailable" : reason;
}

function judgeMailbox(
  [id, fromEmail, , connectionId, isActive, dailyLimit]: MailboxRow,
  domain: JudgedDomain,
  { inventory, maps, byAge, lookup }: Basis,
): JudgedMailbox {
  const reputation = maps.mailboxes.get(fromEmail) ?? noDataReputation;
  const shown = lookup.states.get(`mailbox${id}`) ?? healthy;
  const connection = lookup.states.get(`connection${connectionId}`) ?? healthy;
  const facts: SenderVerdictFacts = {
    isActive: isActive && !lookup.archived.has(connectionId),
    archivedAt: null,
    isDomainAuthenticated: domain.isAuthenticated,
    throttle: {
      mailbox: harsherThrottle(chooserThrottle(reputation), byAge),
      domain: harsherThrottle(domain.throttle, byAge),
    },
    guard: { mailbox: shown, domain: domain.shown, connection },
    score: reputation.score,
  };
  const reason = unlessStale(senderProblem(facts, inventory.settings), byAge);
  const pausedBy = { mailbox: shown.reason, domain: domain.shown.reason, connection: connection.reason };
  return {
    id,
    fromEmail,
    domain: domain.domain,
    isActive,
    reputation,
    shown,
    ...(reason === null ? allowanceOf(dailyLimit, facts.throttle, { mailbox: shown, domain: domain.shown }) : nothing),
    isAutoDeactivated: isAutoDeactivated(reason, pausedBy),
    isConnectionPaused: connection.state === "paused",
    reason,
  };
}

type Shown = { mailbox: ShownState; domain: ShownState };
type Allowance = Pick<JudgedMailbox, "speed" | "capToday">;

const nothing: Allowance = { speed: "paused", capToday: 0 };

/** What a mailbox that may send is left with, by the rule that planning goes by. */
function allowanceOf(dailyLimit: number, throttle: SenderVerdictFacts["throttle"], shown: Shown): Allowance {
  const guard = { mailbox: shown.mailbox.state, domain: shown.domain.state };
  const cleanSends = { mailbox: shown.mailbox.cleanSends, domain: shown.domain.cleanSends };
  return { speed: speedOf({ throttle, guard }), capToday: mailboxCap({ dailyLimit, throttle, guard, cleanSends }).cap };
}

import type { Tx } from "#lib/db/types.ts";
import { chooserThrottle } from "#lib/reputation/policy/chooser-throttle.ts";
import { harsherThrottle, staleThrottle } from "#lib/reputation/policy/stale-throttle.ts";
import type { HealthMaps, Reputation, Throttle } from "#lib/reputation/types.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { isLocalConnection } from "#lib/shared/loopback.ts";
import { localTimeOf } from "#lib/shared/zone-clock.ts";
import { domainCap, mailboxCap } from "./policy/capacity.ts";
import type { GuardState } from "./policy/capacity-thresholds.ts";
import type { Sender, SenderPool } from "./policy/choose-sender.ts";
import { backAfter, type SenderFacts, senderProblem } from "./policy/sender.ts";
import { startsWarmUp, type WarmUpFacts, warmUp } from "./policy/warm-up.ts";
import { listSenders, type SenderRow } from "./repo-capacity.ts";

/** A mailbox with its cap of the day and what its timing depends on. */
export type PlannedSender = Sender & {
  cap: number;
  isProbation: boolean;
  lastScheduledAt: Date | null;
};

export type PlannedDomain = {
  domainId: string;
  /** messages of the day */
  cap: number;
  isProbation: boolean;
  startsWarmUp: boolean;
  lastReservedAt: Date | null;
};

export type LoadedSenders = {
  pool: SenderPool;
  senders: ReadonlyMap<string, PlannedSender>;
  domains: ReadonlyMap<string, PlannedDomain>;
};

export type SenderSources = {
  settings: Settings;
  /** null: health plays no part (the caller has checked it); "unavailable": nobody may send */
  health: HealthMaps | "unavailable" | null;
  now: Date;
  /** only the domains of these mailboxes */
  ofMailboxIds?: readonly string[];
};

/** Mailboxes with the verdict on them and their caps for the calendar day of `now` in send_timezone: one statement. */
export async function loadSenders(tx: Tx, tenantId: string, sources: SenderSources): Promise<LoadedSenders> {
  const rows = await listSenders(tx, tenantId, sources.ofMailboxIds ?? null);
  const senders = new Map(rows.map((row) => [row.mailbox_id, toSender(row, sources)]));
  const active = [...senders.values()].filter((sender) => sender.isActive);
  const rowsByDomain = Map.groupBy(rows, (row) => row.domain_id);
  const limits = Map.groupBy(active, (sender) => sender.domainId);
  const domains = [...rowsByDomain].map(([domainId, [row]]) =>
    toDomain(row as SenderRow, limits.get(domainId) ?? [], sources),
  );
  return {
    pool: { byId: senders, active },
    senders,
    domains: new Map(domains.map((domain) => [domain.domainId, domain])),
  };
}

function toSender(row: SenderRow, { settings, health, now }: SenderSources): PlannedSender {
  const facts = toFacts(row, health === "unavailable" ? null : health, now);
  const { cap, isProbation } = mailboxCap({
    dailyLimit: row.daily_limit,
    throttle: facts.throttle,
    guard: { mailbox: facts.guard.mailbox.state, domain: facts.guard.domain.state },
    cleanSends: { mailbox: row.mailbox_clean_sends ?? 0, domain: row.domain_clean_sends ?? 0 },
  });
  return {
    ...facts,
    problem: health === "unavailable" ? "reputation_unavailable" : senderProblem(facts, settings),
    cap,
    isProbation,
    lastScheduledAt: row.last_scheduled_at,
  };
}

function toFacts(row: SenderRow, health: HealthMaps | null, now: Date): SenderFacts {
  const byAge = health === null ? "normal" : staleThrottle(health, now);
  const throttleOf = (reputation: Reputation | undefined): Throttle =>
    harsherThrottle(byAge, reputation ? chooserThrottle(reputation) : "normal");
  const guardOf = (state: string | null, since: Date | null) => ({ state: (state ?? "healthy") as GuardState, since });
  const mailbox = health?.mailboxes.get(row.from_email);
  return {
    mailboxId: row.mailbox_id,
    fromEmail: row.from_email,
    domainId: row.domain_id,
    domain: row.domain,
    connectionId: row.connection_id,
    transport: {
      isSimulated: row.connection_kind === "simulator",
      isLocal: isLocalConnection({ kind: row.connection_kind, settings: row.connection_settings }),
    },
    isActive: row.is_active && row.archived_at === null,
    archivedAt: row.archived_at,
    isDomainAuthenticated: row.auth_status === "passed",
    dailyLimit: row.daily_limit,
    throttle: {
      mailbox: throttleOf(mailbox),
      domain: throttleOf(health?.domains.get(row.domain)),
    },
    guard: {
      mailbox: guardOf(row.mailbox_state, row.mailbox_since),
      domain: guardOf(row.domain_state, row.domain_since),
      connection: guardOf(row.connection_state, row.connection_since),
    },
    score: mailbox?.score ?? 100,
    backAt: backAtOf(row),
  };
}

function backAtOf(row: SenderRow): Date | null {
  const pauses = [
    { state: row.mailbox_state, releasesAt: row.mailbox_releases_at },
    { state: row.domain_state, releasesAt: row.domain_releases_at },
    { state: row.connection_state, releasesAt: null },
  ];
  return backAfter(pauses.filter(({ state }) => state === "paused"));
}

function toDomain(
  row: SenderRow,
  active: readonly PlannedSender[],
  { settings, health, now }: SenderSources,
): PlannedDomain {
  const dayOf = (at: Date | null) => (at === null ? null : localTimeOf(settings.send_timezone, at.getTime()).day);
  const facts: WarmUpFacts = {
    startedDay: dayOf(row.warmup_started_at),
    lastReservedDay: dayOf(row.last_reserved_at),
    day: localTimeOf(settings.send_timezone, now.getTime()).day,
    reputation: health === "unavailable" ? null : (health?.domains.get(row.domain) ?? null),
  };
  return {
    domainId: row.domain_id,
    ...domainCap({
      warmUpCap: warmUp(facts).cap,
      dailyLimits: active.map((sender) => sender.dailyLimit),
      guard: (row.domain_state ?? "healthy") as GuardState,
      cleanSends: row.domain_clean_sends ?? 0,
    }),
    startsWarmUp: startsWarmUp(facts),
    lastReservedAt: row.last_reserved_at,
  };
}

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
import { backAfter, type Guard, type SenderFacts, senderProblem } from "./policy/sender.ts";
import { startsWarmUp, type WarmUpFacts, warmUp } from "./policy/warm-up.ts";
import { type ConnectionRow, type DomainRow, listSenders, type MailboxRow, type StateRow } from "./repo-senders.ts";

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
  const tables = await listSenders(tx, tenantId, sources.ofMailboxIds ?? null);
  const domainsById = byId(tables.domains);
  const connections = new Map(tables.connections.map((row) => [row.id, toConnection(row)]));
  const verdictOn = verdictsOf(tables.states);
  const senders = new Map<string, PlannedSender>();
  for (const mailbox of tables.mailboxes) {
    const domain = domainsById.get(mailbox.sending_domain_id);
    const connection = connections.get(mailbox.provider_connection_id);
    if (!domain || !connection) continue;
    const verdicts = {
      mailbox: verdictOn("mailbox", mailbox.id),
      domain: verdictOn("domain", domain.id),
      connection: verdictOn("connection", connection.id),
    };
    senders.set(mailbox.id, toSender({ mailbox, domain, connection, verdicts }, sources));
  }
  const active = [...senders.values()].filter((sender) => sender.isActive);
  const activeByDomain = Map.groupBy(active, (sender) => sender.domainId);
  const domains = tables.domains.map((row) =>
    toDomain(row, verdictOn("domain", row.id), activeByDomain.get(row.id) ?? [], sources),
  );
  return {
    pool: { byId: senders, active },
    senders,
    domains: new Map(domains.map((domain) => [domain.domainId, domain])),
  };
}

type Connection = { id: string; archivedAt: string | null; transport: SenderFacts["transport"] };

type SenderRows = {
  mailbox: MailboxRow;
  domain: DomainRow;
  connection: Connection;
  verdicts: Record<StateRow["scope_kind"], StateRow | undefined>;
};

function verdictsOf(states: readonly StateRow[]) {
  const keyOf = (kind: StateRow["scope_kind"], id: string) => `${kind} ${id}`;
  const byKey = new Map(states.map((row) => [keyOf(row.scope_kind, row.scope_id), row]));
  return (kind: StateRow["scope_kind"], id: string) => byKey.get(keyOf(kind, id));
}

function byId<Row extends { id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function toConnection({ id, kind, settings, archived_at }: ConnectionRow): Connection {
  const transport = { isSimulated: kind === "simulator", isLocal: isLocalConnection({ kind, settings }) };
  return { id, archivedAt: archived_at, transport };
}

function toSender(rows: SenderRows, { settings, health, now }: SenderSources): PlannedSender {
  const facts = toFacts(rows, health === "unavailable" ? null : health, now);
  const { mailbox, verdicts } = rows;
  const { cap, isProbation } = mailboxCap({
    dailyLimit: mailbox.daily_limit,
    throttle: facts.throttle,
    guard: { mailbox: facts.guard.mailbox.state, domain: facts.guard.domain.state },
    cleanSends: { mailbox: verdicts.mailbox?.clean_sends ?? 0, domain: verdicts.domain?.clean_sends ?? 0 },
  });
  return {
    ...facts,
    problem: health === "unavailable" ? "reputation_unavailable" : senderProblem(facts, settings),
    cap,
    isProbation,
    lastScheduledAt: moment(mailbox.last_scheduled_at),
  };
}

function toFacts(
  { mailbox, domain, connection, verdicts }: SenderRows,
  health: HealthMaps | null,
  now: Date,
): SenderFacts {
  const byAge = health === null ? "normal" : staleThrottle(health, now);
  const throttleOf = (reputation: Reputation | undefined): Throttle =>
    harsherThrottle(byAge, reputation ? chooserThrottle(reputation) : "normal");
  const reputation = health?.mailboxes.get(mailbox.from_email);
  const archivedAt = firstOf(mailbox.archived_at, domain.archived_at, connection.archivedAt);
  return {
    mailboxId: mailbox.id,
    fromEmail: mailbox.from_email,
    domainId: domain.id,
    domain: domain.domain,
    connectionId: connection.id,
    transport: connection.transport,
    isActive: mailbox.is_active && archivedAt === null,
    archivedAt,
    isDomainAuthenticated: domain.auth_status === "passed",
    dailyLimit: mailbox.daily_limit,
    throttle: { mailbox: throttleOf(reputation), domain: throttleOf(health?.domains.get(domain.domain)) },
    guard: {
      mailbox: guardOf(verdicts.mailbox),
      domain: guardOf(verdicts.domain),
      connection: guardOf(verdicts.connection),
    },
    score: reputation?.score ?? 100,
    backAt: backAfter(pausesOf(Object.values(verdicts))),
  };
}

/** A connection's pause never ends by itself. */
function pausesOf(verdicts: readonly (StateRow | undefined)[]): { releasesAt: Date | null }[] {
  return verdicts.flatMap((row) => {
    if (row?.state !== "paused") return [];
    return [{ releasesAt: row.scope_kind === "connection" ? null : moment(row.releases_at) }];
  });
}

function guardOf(row: StateRow | undefined): Guard {
  return { state: (row?.state ?? "healthy") as GuardState, since: moment(row?.since) };
}

function moment(text: string | null | undefined): Date | null {
  return text ? new Date(text) : null;
}

function firstOf(...moments: (string | null)[]): Date | null {
  const times = moments.flatMap((text) => (text === null ? [] : Date.parse(text)));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

function toDomain(
  row: DomainRow,
  verdict: StateRow | undefined,
  active: readonly PlannedSender[],
  { settings, health, now }: SenderSources,
): PlannedDomain {
  const lastReservedAt = moment(row.last_reserved_at);
  const dayOf = (at: Date | null) => (at === null ? null : localTimeOf(settings.send_timezone, at.getTime()).day);
  const facts: WarmUpFacts = {
    startedDay: dayOf(moment(row.warmup_started_at)),
    lastReservedDay: dayOf(lastReservedAt),
    day: localTimeOf(settings.send_timezone, now.getTime()).day,
    reputation: health === "unavailable" ? null : (health?.domains.get(row.domain) ?? null),
  };
  return {
    domainId: row.id,
    ...domainCap({
      warmUpCap: warmUp(facts).cap,
      dailyLimits: active.map((sender) => sender.dailyLimit),
      guard: guardOf(verdict).state,
      cleanSends: verdict?.clean_sends ?? 0,
    }),
    startsWarmUp: startsWarmUp(facts),
    lastReservedAt,
  };
}

import type { AlertFacts, StateFact } from "../policy/facts.ts";
import type { AlertRow, Cause } from "../types.ts";

export const noon = new Date("2026-06-10T16:00:00Z");
export const hoursAgo = (hours: number, now = noon) => new Date(now.getTime() - hours * 3_600_000);

/** A tenant in which nothing is wrong. */
export const calmFacts: AlertFacts = {
  engine: "sending",
  flow: {
    isWindowOpenLong: true,
    lastSentAt: hoursAgo(0.1),
    runs: [],
    missed: [],
    late: { count: 0, oldestAt: null },
  },
  states: [],
  scorePaused: [],
  unreadable: null,
  bounces: { domains: [], usualSent: 10_000, usualBounced: 100 },
  silences: [],
  budget: null,
  jobs: [],
  evaluations: Array.from({ length: 40 }, (_, n) => hoursAgo((n * 5) / 60)),
  unknownSends: { count: 0, oldestAt: null },
  verification: null,
  endpoints: [],
};

export function stateFact(fact: Partial<StateFact> = {}): StateFact {
  return {
    kind: "domain",
    id: "d1",
    name: "a.test",
    domainId: null,
    state: "paused",
    reason: "bounce_rate",
    since: hoursAgo(1),
    releasesAt: hoursAgo(-47),
    by: null,
    note: null,
    ...fact,
  };
}

export function causeOf(cause: Partial<Cause> = {}): Cause {
  return {
    kind: "domain_health",
    severity: "warning",
    scope: { kind: "domain", id: "d1", name: "a.test" },
    title: "a.test is throttled",
    detail: "Too many bounces.",
    evidence: { bounce_rate: 0.04 },
    ...cause,
  };
}

export function alertRow(row: Partial<AlertRow> = {}): AlertRow {
  return {
    id: "0197a000-0000-7000-8000-000000000001",
    tenant_id: "0197a000-0000-7000-8000-000000000000",
    key: "domain_health:domain:d1",
    kind: "domain_health",
    severity: "warning",
    peak_severity: "warning",
    scope_kind: "domain",
    scope_id: "d1",
    scope_name: "a.test",
    title: "a.test is throttled",
    detail: "Too many bounces.",
    evidence: {},
    opened_at: hoursAgo(2),
    last_seen_at: hoursAgo(0.1),
    gone_since: null,
    closed_at: null,
    acknowledged_at: null,
    acknowledged_by: null,
    acknowledge_note: null,
    snoozed_until: null,
    ...row,
  };
}

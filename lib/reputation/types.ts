/** The seven counters, in the order of their slots in the packed hour strings (SPEC §3). Stored: add at the end, never reorder. */
export const reputationMetrics = [
  "sent",
  "delivered",
  "bounced",
  "complained",
  "opened",
  "clicked",
  "blocked",
] as const;

export type ReputationMetric = (typeof reputationMetrics)[number];

/** What the number in `email_events.metric` and in a slot means. */
export const metricIndex: Readonly<Record<ReputationMetric, number>> = {
  sent: 0,
  delivered: 1,
  bounced: 2,
  complained: 3,
  opened: 4,
  clicked: 5,
  blocked: 6,
};

export type ScopeKind = "global" | "domain" | "mailbox" | "connection";

export type Throttle = "normal" | "reduced" | "critical" | "paused";

export type ReputationStatus = "no_data" | "warmup" | "excellent" | "good" | "warning" | "poor" | "critical";

export type ReputationCounts = Record<ReputationMetric, number>;

/** Counts of the hour buckets that ended at least 60 minutes ago. */
export type MaturedCounts = Pick<ReputationCounts, "sent" | "delivered" | "bounced" | "complained">;

export type ScoreInput = Omit<ReputationCounts, "blocked"> & { blocked?: number; matured?: MaturedCounts };

/** The rule that had the last word on score and throttle. */
export type DecidingRule =
  | "no_data"
  | "warmup"
  | "warmup_bounce_rate"
  | "warmup_complaint_rate"
  | "score"
  | "complaint_rate"
  | "bounce_rate"
  | "bounce_rate_elevated"
  | "open_rate"
  | "open_rate_low"
  | "soft_recovery";

/** The settled hours, and what of them was judged: null for a rate that is of the whole window's counts. */
export type SettledCounts = {
  sent: number;
  delivered: number | null;
  bounced: number | null;
  complained: number | null;
};

/** Counts of the window with the rates that were judged; `null` is "not measured". Rates are fractions 0…1, four decimals. */
export type JudgedMetrics = ReputationCounts & {
  delivery_rate: number | null;
  bounce_rate: number | null;
  complaint_rate: number | null;
  open_rate: number | null;
  /** the counts of the rates that rest on hours that ended at least 60 minutes ago; null when none does */
  settled: SettledCounts | null;
  /** no delivery notices came: `delivered` is sent − bounced */
  delivered_inferred: boolean;
  /** delivery_rate rests on hours that ended at least 60 minutes ago */
  delivery_grace_applied: boolean;
  open_tracking: boolean;
  decided_by: DecidingRule;
  /** paused, and without its opens it would not be */
  rests_on_opens: boolean;
};

export type Reputation = {
  /** 0…100, one decimal */
  score: number;
  status: ReputationStatus;
  throttle: Throttle;
  metrics: JudgedMetrics;
};

export type ScopedReputation = Reputation & { scope: ScopeKind; scope_key: string };

/** All reputations of a tenant, read at one moment. A scope that is missing has no data. */
export type HealthMaps = {
  global: Reputation;
  /** by sending domain */
  domains: ReadonlyMap<string, Reputation>;
  /** by from_email */
  mailboxes: ReadonlyMap<string, Reputation>;
  /** by connection id */
  connections: ReadonlyMap<string, Reputation>;
  /** when the counters were read; older than the call when `isStale` */
  readAt: Date;
  /** Redis could not be asked: these are the last good counters (see policy/stale-throttle.ts) */
  isStale: boolean;
};

/** Scope indexes of one message, fixed at hand-over and stored on its ledger row. */
export type MessageScopes = { mailboxScope: number; domainScope: number; connectionScope: number };

export type SenderIdentity = { domain: string; fromEmail: string; connectionId: string };

/** A calendar day `2026-06-10` and its hours: from `firstHour` up to, not with, `endHour`. */
export type LocalDay = { day: string; firstHour: number; endHour: number };

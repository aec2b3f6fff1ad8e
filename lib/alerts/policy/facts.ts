/** Everything the causes are judged on; plain data, read at one moment. */
export type AlertFacts = {
  engine: EngineFact;
  flow: FlowFact;
  /** sending domains, mailboxes and connections in use whose guard state is not healthy, with the domain a mailbox belongs to */
  states: readonly StateFact[];
  /** sending domains and mailboxes in use that the chooser stops for their score alone */
  scorePaused: readonly ScoreFact[];
  /** null when the counters could be read just now, else since when not (null inside: not at all) */
  unreadable: { lastReadAt: Date | null } | null;
  bounces: BouncesFact;
  silences: readonly SilenceFact[];
  /** null without a budget */
  budget: { budgetUsd: number; threshold: number; spentUsd: number; month: string } | null;
  jobs: readonly JobFact[];
  /** ends of the successful evaluations of alerts, newest first */
  evaluations: readonly Date[];
  unknownSends: { count: number; oldestAt: Date | null };
  /** the last verification of addresses that had any to check; null when there was none */
  verification: { at: Date; checked: number; valid: number; unknown: number } | null;
  endpoints: readonly { id: string; name: string; reason: string; disabledAt: Date }[];
};

export type EngineFact =
  | "sending"
  | "off"
  | "paused"
  | "no_postal_address"
  | "no_mailbox"
  | "no_sender"
  | "window_closed"
  | "limit_reached"
  | "day_used_up";

export type FlowFact = {
  /** the tenant's send window was open the whole time that `noSendsMs` looks back */
  isWindowOpenLong: boolean;
  lastSentAt: Date | null;
  /** successful sequencer runs of that time and a little more, newest first */
  runs: readonly { at: Date; due: number; queued: number; passedOver: Readonly<Record<string, number>> }[];
  /** reconciliations of that time that cancelled messages, because they missed their time or their claims kept dying */
  missed: readonly { at: Date; count: number }[];
  /** messages queued or claimed whose time is past */
  late: { count: number; oldestAt: Date | null };
};

export type StateFact = {
  kind: "domain" | "mailbox" | "connection";
  id: string;
  name: string;
  /** of a mailbox */
  domainId: string | null;
  state: string;
  reason: string | null;
  since: Date;
  /** when its rest ends; null when a person has to resume it */
  releasesAt: Date | null;
  /** who paused it and what they wrote, when a person did */
  by: string | null;
  note: string | null;
};

export type ScoreFact = {
  kind: "domain" | "mailbox";
  id: string;
  name: string;
  domainId: string | null;
  score: number;
  sent: number;
  bounced: number;
  complained: number;
};

/** Messages of a sending domain in the last 24 hours, and of the four weeks before where `isSuspect` says that it matters. */
export type BounceFact = {
  domainId: string;
  name: string;
  sent: number;
  bounced: number;
  usualSent: number;
  usualBounced: number;
};

export type BouncesFact = {
  domains: readonly BounceFact[];
  /** of the four weeks before, the whole tenant */
  usualSent: number;
  usualBounced: number;
};

/** Messages of a connection since the last one that any event came for. */
type SilenceFact = {
  connectionId: string;
  name: string;
  sends: number;
  oldestAt: Date;
};

export type JobFact = {
  functionId: string;
  title: string;
  /** the job keeps sending safe or going: its stand-still is critical */
  isVital: boolean;
  /** time between two runs of its schedule; null when none is expected */
  periodMs: number | null;
  /** before this nothing was expected: the tenant or its settings are newer */
  expectedSince: Date;
  lastSuccessAt: Date | null;
  /** the newest run that ended, when it failed */
  failure: { at: Date; error: string | null } | null;
};

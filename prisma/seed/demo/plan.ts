import type { Settings } from "#lib/settings/contract.ts";
import { type CampaignPlan, demoCampaigns } from "./campaigns.ts";
import { demoTeam, type TeamMember } from "./team.ts";

export type DomainPlan = {
  name: string;
  /** healthy ones send all the time; the others tell a story */
  story: "healthy" | "in_trouble" | "warming_up" | "new";
  /** share of the mail */
  weight: number;
  /** of the last three days, when in trouble */
  bounceRate: number;
  /** days ago; null when nothing was ever sent */
  warmupStartedDaysAgo: number | null;
  /** which of its mailboxes a person has paused */
  pausedMailbox?: number;
};

type Start = { fromDaysAgo: number; toDaysAgo: number; weight: number };

/** What a tenant's past is made of. */
export type DemoPlan = {
  domains: readonly DomainPlan[];
  mailboxesPerDomain: number;
  people: number;
  /** share of people that were never written to */
  newShare: number;
  /** shares of the others by the time of their first email */
  starts: readonly Start[];
  /** re-contact cycles that have happened by themselves */
  maxCycles: number;
  /** share of delivered messages that a person opens */
  readingRate: number;
  /** share of delivered messages reported as spam before the last three days, on domains that are not in trouble */
  complaintRate: number;
  settings: Partial<Settings>;
  campaigns: readonly CampaignPlan[];
  team: readonly TeamMember[];
};

/**
 * A steady list: as many people enter the sequence month by month, besides those that come back; the last three days, around the
 * clock, bring enough of them to judge domains by.
 */
const usualStarts: readonly Start[] = [
  { fromDaysAgo: 0.5, toDaysAgo: 1.4, weight: 12 },
  { fromDaysAgo: 1.4, toDaysAgo: 3, weight: 5 },
  { fromDaysAgo: 3, toDaysAgo: 30, weight: 17 },
  { fromDaysAgo: 30, toDaysAgo: 60, weight: 30 },
  { fromDaysAgo: 60, toDaysAgo: 200, weight: 30 },
  { fromDaysAgo: 200, toDaysAgo: 390, weight: 6 },
];

/** Around the clock: a simulator takes the mail. */
const simulatedSending: Partial<Settings> = {
  daily_email_limit: 1_500,
  send_hours_start: "00:00",
  send_hours_end: "24:00",
  send_timezone: "America/Chicago",
  send_weekdays_only: false,
  holidays_enabled: false,
  pacing: "immediate",
  send_gap_min_seconds: 0,
  send_gap_max_seconds: 0,
  company_address: "LeadLock, 500 W Madison St, Chicago, IL 60661",
};

export const healthyDomain = (name: string, index: number): DomainPlan => ({
  name,
  story: "healthy",
  weight: 14 - (index % 10),
  bounceRate: 0.008 + (index % 10) * 0.002,
  warmupStartedDaysAgo: 400 + index * 10,
});

export const domainInTrouble = (name: string, bounceRate: number): DomainPlan => ({
  name,
  story: "in_trouble",
  weight: 20,
  bounceRate,
  warmupStartedDaysAgo: 420,
});

export const domainWarmingUp = (name: string, daysAgo: number): DomainPlan => ({
  name,
  story: "warming_up",
  weight: 4,
  bounceRate: 0.01,
  warmupStartedDaysAgo: daysAgo,
});

const newDomain = (name: string): DomainPlan => ({
  name,
  story: "new",
  weight: 0,
  bounceRate: 0,
  warmupStartedDaysAgo: null,
});

const healthyNames = [
  "leadlockhq",
  "tryleadlock",
  "leadlockapp",
  "useleadlock",
  "leadlockteam",
  "meetleadlock",
  "leadlock-mail",
  "goleadlock",
  "leadlock-pro",
] as const;

/** Twelve sending domains with three mailboxes each: one in trouble, one warming up, one new; 5,000 people. */
export const demoPlan: DemoPlan = {
  domains: [
    domainInTrouble("leadlock-trouble", 0.26),
    ...healthyNames.map((name, index) => ({
      ...healthyDomain(name, index + 1),
      ...(name === "useleadlock" ? { pausedMailbox: 2 } : {}),
    })),
    domainWarmingUp("withleadlock", 7),
    newDomain("leadlock-new"),
  ],
  mailboxesPerDomain: 3,
  people: 5_000,
  newShare: 0.12,
  starts: usualStarts,
  maxCycles: 4,
  readingRate: 0.33,
  complaintRate: 0.0006,
  settings: simulatedSending,
  campaigns: demoCampaigns,
  team: demoTeam,
};

import { probationQuota } from "#lib/health/policy/probation.ts";
import { harsherThrottle } from "#lib/reputation/policy/stale-throttle.ts";
import { throttleFactors } from "#lib/reputation/policy/thresholds.ts";
import type { Throttle } from "#lib/reputation/types.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import { type GuardState, guardThrottles } from "./capacity-thresholds.ts";

export type CapacityKind = "tenant" | "campaign" | "domain" | "mailbox" | "recipient_domain" | "slot" | "recontact";

/** What is said when a cap of this kind is used up. */
export const fullReasons: Readonly<Record<CapacityKind, PassOverReason>> = {
  tenant: "tenant_cap",
  campaign: "campaign_cap",
  domain: "domain_cap",
  mailbox: "mailbox_cap",
  recipient_domain: "recipient_domain_cap",
  slot: "slot_allowance",
  recontact: "tenant_cap",
};

/** What scores and guard say of a mailbox and its domain. */
export type SpeedFacts = {
  throttle: { mailbox: Throttle; domain: Throttle };
  guard: { mailbox: GuardState; domain: GuardState };
};

export type MailboxCapFacts = SpeedFacts & {
  dailyLimit: number;
  /** of a probation: messages since the resume or the last bounce or complaint */
  cleanSends: { mailbox: number; domain: number };
};

/** What may be used of a daily limit: as a throttle says, or the quota of a probation. */
export type Speed = Throttle | "probation";

/** `isProbation`: it is the quota of a probation that binds. */
export type Cap = { cap: number; isProbation: boolean };

/**
 * Messages a mailbox may send on a day (SPEC §5): its limit times the lowest factor of its own and its domain's score and guard,
 * at least 1 unless a factor is 0. While it or its domain is on probation no more than the quota (SPEC §4).
 */
export function mailboxCap({ dailyLimit, throttle, guard, cleanSends }: MailboxCapFacts): Cap {
  const factor = throttleFactors[harshestThrottle({ throttle, guard })];
  const cap = factor === 0 || dailyLimit === 0 ? 0 : Math.max(1, Math.floor(dailyLimit * factor));
  const quotas = (["mailbox", "domain"] as const)
    .filter((scope) => guard[scope] === "probation")
    .map((scope) => probationQuota(dailyLimit, cap, cleanSends[scope]));
  return quotas.length === 0 ? { cap, isProbation: false } : { cap: Math.min(...quotas), isProbation: true };
}

/** How fast a mailbox may send, by the rule of its cap. */
export function speedOf(facts: SpeedFacts): Speed {
  const throttle = harshestThrottle(facts);
  const isOnProbation = Object.values(facts.guard).includes("probation");
  return isOnProbation && throttle !== "paused" ? "probation" : throttle;
}

function harshestThrottle({ throttle, guard }: SpeedFacts): Throttle {
  const byGuard = harsherThrottle(guardThrottles[guard.mailbox], guardThrottles[guard.domain]);
  return harsherThrottle(harsherThrottle(throttle.mailbox, throttle.domain), byGuard);
}

export type DomainCapFacts = {
  /** null when it has warmed up */
  warmUpCap: number | null;
  /** of its active mailboxes */
  dailyLimits: readonly number[];
  guard: GuardState;
  cleanSends: number;
};

/** Messages a sending domain may send on a day (SPEC §5); on probation no more than the quota of the whole domain (SPEC §4). */
export function domainCap({ warmUpCap, dailyLimits, guard, cleanSends }: DomainCapFacts): Cap {
  const sum = dailyLimits.reduce((total, limit) => total + limit, 0);
  const cap = warmUpCap === null ? sum : Math.min(warmUpCap, sum);
  if (guard !== "probation") return { cap, isProbation: false };
  return { cap: probationQuota(cap, cap, cleanSends), isProbation: true };
}

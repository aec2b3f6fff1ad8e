import type { Throttle } from "#lib/reputation/types.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import { type GuardState, guardFactors, probation, throttleFactors } from "./capacity-thresholds.ts";

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

export type MailboxCapFacts = {
  dailyLimit: number;
  throttle: { mailbox: Throttle; domain: Throttle };
  guard: { mailbox: GuardState; domain: GuardState };
};

export type MailboxCap = { cap: number; isProbation: boolean };

/**
 * Messages a mailbox may send on a day (SPEC §5): its limit times the lowest factor of its own and its domain's score and guard,
 * at least 1 unless a factor is 0. On probation no more than the quota.
 */
export function mailboxCap({ dailyLimit, throttle, guard }: MailboxCapFacts): MailboxCap {
  const factor = Math.min(
    throttleFactors[throttle.mailbox],
    throttleFactors[throttle.domain],
    guardFactors[guard.mailbox],
    guardFactors[guard.domain],
  );
  const cap = factor === 0 || dailyLimit === 0 ? 0 : Math.max(1, Math.floor(dailyLimit * factor));
  if (guard.mailbox !== "probation" && guard.domain !== "probation") return { cap, isProbation: false };
  const quota = Math.max(probation.minimum, Math.floor(dailyLimit * probation.share));
  return { cap: Math.min(cap, quota), isProbation: quota <= cap };
}

/** Messages a sending domain may send on a day (SPEC §5). `activeDailyLimits`: of its active mailboxes. */
export function domainCap(warmUpCap: number | null, activeDailyLimits: readonly number[]): number {
  const sum = activeDailyLimits.reduce((total, limit) => total + limit, 0);
  return warmUpCap === null ? sum : Math.min(warmUpCap, sum);
}

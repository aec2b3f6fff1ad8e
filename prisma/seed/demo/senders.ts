import { createRandom } from "../random.ts";
import { dayMs } from "./calendar.ts";
import type { DemoPlan, DomainPlan } from "./plan.ts";

export type DemoDomain = Omit<DomainPlan, "name"> & {
  id: string;
  domain: string;
  /** when it and its mailboxes were added, in epoch ms: a day before it began to warm up */
  createdAt: number;
};

export type DemoMailbox = {
  id: string;
  domain: DemoDomain;
  fromEmail: string;
  fromName: string;
  senderName: string;
  dailyLimit: number;
  isPaused: boolean;
};

const people = [
  ["Ann", "Lee"],
  ["Marcus", "Hill"],
  ["Priya", "Shah"],
  ["Diego", "Ramos"],
  ["Hannah", "Brooks"],
  ["Omar", "Aziz"],
  ["Julia", "Novak"],
  ["Peter", "Lang"],
  ["Grace", "Kim"],
  ["Samir", "Patel"],
] as const;

/** Domains and mailboxes of a plan. A domain is active in one tenant only, so other seeds than "demo" get other names. */
export function createSenders(
  seed: string,
  { domains: plans, mailboxesPerDomain }: DemoPlan,
  now: number,
): { domains: DemoDomain[]; mailboxes: DemoMailbox[] } {
  const random = createRandom(`${seed}/senders`);
  const domains = plans.map(({ name, ...plan }): DemoDomain => {
    const id = random.uuid();
    const createdAt = now - (plan.warmupStartedDaysAgo ?? 1) * dayMs - dayMs;
    return { id, createdAt, domain: `${name}${seed === "demo" ? "" : `-${random.uuid().slice(0, 8)}`}.test`, ...plan };
  });
  const mailboxes = domains.flatMap((domain) =>
    people.slice(0, mailboxesPerDomain).map(([first, last], index) => ({
      id: random.uuid(),
      domain,
      fromEmail: `${first.toLowerCase()}@${domain.domain}`,
      fromName: `${first} ${last} · LeadLock`,
      senderName: first,
      dailyLimit: index === 0 ? 60 : 40,
      isPaused: domain.pausedMailbox === index,
    })),
  );
  return { domains, mailboxes };
}

import { createRandom } from "../random.ts";

export type DemoDomain = {
  id: string;
  domain: string;
  /** healthy ones send all the time; the others tell a story */
  story: "healthy" | "in_trouble" | "warming_up" | "new";
  /** share of the mail */
  weight: number;
  bounceRate: number;
  /** days ago; null when nothing was ever sent */
  warmupStartedDaysAgo: number | null;
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

const names = [
  "leadlock-trouble",
  "leadlockhq",
  "tryleadlock",
  "leadlockapp",
  "useleadlock",
  "leadlockteam",
  "meetleadlock",
  "leadlock-mail",
  "goleadlock",
  "leadlock-pro",
  "withleadlock",
  "leadlock-new",
] as const;
const senders = [
  ["Ann", "Lee"],
  ["Marcus", "Hill"],
  ["Priya", "Shah"],
] as const;

/**
 * Twelve sending domains with three mailboxes each: one in trouble, one warming up, one new. A domain is active in one tenant only, so
 * other seeds than "demo" get other names.
 */
export function createSenders(seed: string): { domains: DemoDomain[]; mailboxes: DemoMailbox[] } {
  const random = createRandom(`${seed}/senders`);
  const domains = names.map(
    (name, index): DemoDomain => ({
      id: random.uuid(),
      domain: `${name}${seed === "demo" ? "" : `-${random.uuid().slice(0, 8)}`}.test`,
      ...storyOf(index),
    }),
  );
  const mailboxes = domains.flatMap((domain, d) =>
    senders.map(([first, last], m) => ({
      id: random.uuid(),
      domain,
      fromEmail: `${first.toLowerCase()}@${domain.domain}`,
      fromName: `${first} ${last} · LeadLock`,
      senderName: first,
      dailyLimit: m === 0 ? 60 : 40,
      isPaused: d === 4 && m === 2,
    })),
  );
  return { domains, mailboxes };
}

function storyOf(index: number): Omit<DemoDomain, "id" | "domain"> {
  if (index === 0) return { story: "in_trouble", weight: 14, bounceRate: 0.26, warmupStartedDaysAgo: 420 };
  if (index === 10) return { story: "warming_up", weight: 4, bounceRate: 0.01, warmupStartedDaysAgo: 7 };
  if (index === 11) return { story: "new", weight: 0, bounceRate: 0, warmupStartedDaysAgo: null };
  return {
    story: "healthy",
    weight: 14 - index,
    bounceRate: 0.008 + index * 0.002,
    warmupStartedDaysAgo: 400 + index * 10,
  };
}

/** Caps by the words of SPEC §4 and §5, written down apart from the product's policies. */
type GuardState = "healthy" | "watch" | "throttled" | "paused" | "probation";

/** `factor`: what the score leaves of a daily limit; `warmUp`: what it makes of the warm-up's messages a day (scores.ts) */
export type Sender = { state: GuardState; cleanSends: number; factor: number; warmUp: number };

/** Probation: a fifth, at least 5, doubled after every 20 clean sends up to half, and never over the cap. */
function probation(limit: number, cap: number, cleanSends: number): number {
  const first = Math.max(5, Math.floor(limit / 5));
  const half = Math.floor(limit / 2);
  let grown = first;
  for (let passed = 20; passed <= cleanSends && grown < half; passed += 20) grown *= 2;
  return Math.min(cap, Math.max(first, Math.min(grown, half)));
}

/** The most a mailbox may have on a day. */
export function mostOfMailbox(dailyLimit: number, mailbox: Sender, domain: Sender): number {
  const states = [mailbox.state, domain.state];
  const factor = Math.min(mailbox.factor, domain.factor, states.includes("throttled") ? 0.5 : 1);
  if (states.includes("paused") || factor === 0) return 0;
  const cap = Math.max(1, Math.floor(dailyLimit * factor));
  const quotas = [mailbox, domain]
    .filter(({ state }) => state === "probation")
    .map(({ cleanSends }) => probation(dailyLimit, cap, cleanSends));
  return Math.min(cap, ...quotas);
}

/** The most a sending domain may have on its `day`-th day of warm-up (0 first; null when none is under way). */
export function mostOfDomain(day: number | null, sumOfLimits: number, domain: Sender): number {
  if (domain.state === "paused") return 0;
  const cap = Math.min(warmUp(day, domain.warmUp), sumOfLimits);
  return domain.state === "probation" ? probation(cap, cap, domain.cleanSends) : cap;
}

function warmUp(day: number | null, factor: number): number {
  if (day === null || day >= 20) return Number.POSITIVE_INFINITY;
  const stage = day < 3 ? 10 : day < 6 ? 25 : day < 10 ? 50 : day < 15 ? 80 : 120;
  return Math.floor(stage * factor);
}

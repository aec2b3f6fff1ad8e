import { chance } from "./chance.ts";

export type Fate =
  | "delivered"
  | "opened"
  | "engaged"
  | "machine_opened"
  | "scanned"
  | "unsubscribed"
  | "complained"
  | "deferred"
  | "never_delivered"
  | "bounced"
  | "bounced_technically"
  | "blocked"
  | "dropped";

/** What a recipient domain with one of these words in its name always does. First that fits. */
const fateByWord: readonly [string, Fate][] = [
  ["technical", "bounced_technically"],
  ["bounce", "bounced"],
  ["block", "blocked"],
  ["neverdelivered", "never_delivered"],
  ["slow", "deferred"],
  ["drop", "dropped"],
  ["complain", "complained"],
  ["unsubscribe", "unsubscribed"],
  ["machine-open", "machine_opened"],
  ["scanner", "scanned"],
  ["engaged", "engaged"],
  ["open", "opened"],
  ["silent", "delivered"],
];

/** Shares of a realistic mix, per message unless said otherwise. What is left is delivered and never opened. */
const mix = {
  /** per address: a dead mailbox stays dead */
  bounced: 0.018,
  /** the same for a sending domain with `trouble` in its name */
  bouncedOfTrouble: 0.22,
  blocked: 0.007,
  deferred: 0.02,
  opened: 0.28,
  engaged: 0.07,
  machineOpened: 0.18,
  scanned: 0.03,
  unsubscribed: 0.004,
  complained: 0.0005,
};

type Subject = { from: string; to: string; customArgs: Record<string, string> };

/** What becomes of a message: by the recipient domain's name, else by a fixed draw over address, cycle and step. */
export function fateOf({ from, to, customArgs }: Subject): Fate {
  const recipientDomain = domainOf(to);
  const named = fateByWord.find(([word]) => recipientDomain.includes(word));
  if (named) return named[1];
  const isTrouble = domainOf(from).includes("trouble");
  const address = isTrouble ? `${to} from trouble` : to;
  if (chance(`bounce ${address}`) < (isTrouble ? mix.bouncedOfTrouble : mix.bounced)) return "bounced";
  return draw(chance(`fate ${to} ${customArgs.re_contact_cycle ?? ""} ${customArgs.sequence_step ?? ""}`));
}

const draws: readonly [Fate, number][] = [
  ["blocked", mix.blocked],
  ["deferred", mix.deferred],
  ["complained", mix.complained],
  ["unsubscribed", mix.unsubscribed],
  ["engaged", mix.engaged],
  ["opened", mix.opened],
  ["machine_opened", mix.machineOpened],
  ["scanned", mix.scanned],
];

function draw(point: number): Fate {
  let passed = 0;
  for (const [fate, share] of draws) {
    passed += share;
    if (point < passed) return fate;
  }
  return "delivered";
}

export type Refusal = { status: 429 | 500 | 503 | 400 | 401; retryAfterSeconds?: number; detail: string };

/** How a hand-over to a recipient domain fails, for tests of the sending side; null when the message is taken. */
export function refusalOf(to: string): Refusal | null {
  const domain = domainOf(to);
  if (domain.includes("toomany")) return { status: 429, retryAfterSeconds: 30, detail: "too many requests" };
  if (domain.includes("unavailable")) return { status: 503, detail: "try later" };
  if (domain.includes("crash")) return { status: 500, detail: "internal error" };
  if (domain.includes("refuse")) return { status: 400, detail: "message refused" };
  return null;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

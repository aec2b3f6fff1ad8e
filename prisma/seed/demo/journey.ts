import { datedUuid, type Random } from "../random.ts";
import type { DemoCampaign } from "./campaigns.ts";
import type { DemoPerson } from "./people.ts";
import type { DemoMailbox } from "./senders.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

export type DemoEvent = {
  type: "delivered" | "bounced" | "blocked" | "opened" | "clicked" | "complained" | "unsubscribed";
  at: number;
  isMachine: boolean;
};

export type DemoMessage = {
  id: string;
  cycle: number;
  step: number;
  mailbox: DemoMailbox;
  sentAt: number;
  events: DemoEvent[];
};

/** One prospect's way through the sequence, up to now. Times are epoch ms. */
export type DemoJourney = {
  person: DemoPerson;
  status: string;
  cycle: number;
  cycleResetAt: number | null;
  step: number;
  repliedAt: number | null;
  /** what has taken the person in; messages of before are not its own */
  campaign: DemoCampaign | null;
  messages: DemoMessage[];
};

type World = {
  random: Random;
  now: number;
  mailboxes: readonly DemoMailbox[];
  maxCycles: number;
  cooldownDays: number;
  readingRate: number;
  complaintRate: number;
};

const afterReply = [
  { status: "interested", weight: 50 },
  { status: "lost", weight: 20 },
  { status: "demo_scheduled", weight: 12 },
  { status: "demo_completed", weight: 8 },
  { status: "proposal_sent", weight: 5 },
  { status: "won", weight: 5 },
] as const;

/**
 * Plays a prospect's sequence from `startedAt`: steps with the cadence's delays, the engagement gate before the third, re-contact
 * after the cooldown. What lies after `now` has not happened.
 */
export function playJourney(world: World, person: DemoPerson, startedAt: number | null): DemoJourney {
  const journey: DemoJourney = {
    person,
    status: "cold",
    cycle: 0,
    cycleResetAt: null,
    step: 0,
    repliedAt: null,
    campaign: null,
    messages: [],
  };
  if (person.email === null) return { ...journey, status: "no_verified_email" };
  if (person.isDuplicate) return { ...journey, status: "duplicate_email" };
  let start = startedAt;
  while (start !== null && start < world.now) {
    const isOver = playCycle(world, journey, start);
    if (isOver || journey.step === 0) break;
    start = returnForRecontact(world, journey);
  }
  return journey;
}

/** True when the prospect left the sequence for good. */
function playCycle(world: World, journey: DemoJourney, start: number): boolean {
  const mailbox = chooseMailbox(world, start);
  let sentAt = start;
  for (let step = 1; step <= 3 && sentAt < world.now; step++) {
    const message = {
      id: datedUuid(sentAt, world.random.uuid()),
      cycle: journey.cycle,
      step,
      mailbox,
      sentAt,
      events: eventsOf(world, mailbox, sentAt),
    };
    journey.messages.push(message);
    journey.step = step;
    journey.status = "contacted";
    if (leaves(world, journey, message)) return true;
    const isEngaged = journey.messages.some((m) => m.cycle === journey.cycle && m.events.some((e) => isHuman(e)));
    if (step === 2 && !isEngaged) return false;
    sentAt += (isEngaged ? 48 : step === 1 ? 72 : 96) * hourMs + world.random.between(0, 600) * minuteMs;
  }
  return false;
}

function chooseMailbox({ random, now, mailboxes }: World, at: number): DemoMailbox {
  const age = (now - at) / dayMs;
  const able = mailboxes.filter(
    ({ domain, isPaused }) => !isPaused && domain.warmupStartedDaysAgo !== null && domain.warmupStartedDaysAgo > age,
  );
  return random.weighted(able.map((mailbox) => ({ mailbox, weight: mailbox.domain.weight }))).mailbox;
}

function isHuman(event: DemoEvent): boolean {
  return !event.isMachine && (event.type === "opened" || event.type === "clicked");
}

function eventsOf(
  { random, now, readingRate, complaintRate }: World,
  mailbox: DemoMailbox,
  sentAt: number,
): DemoEvent[] {
  const isRecent = now - sentAt < 3 * dayMs;
  const isTroubled = mailbox.domain.story === "in_trouble" && isRecent;
  const events: DemoEvent[] = [];
  const add = (type: DemoEvent["type"], delayMinutes: number, isMachine = false) =>
    events.push({ type, at: sentAt + delayMinutes * minuteMs, isMachine });
  if (random.chance(isTroubled ? mailbox.domain.bounceRate : 0.012)) add("bounced", random.between(0, 3));
  else if (random.chance(isTroubled ? 0.06 : 0.004)) add("blocked", random.between(0, 5));
  else {
    add("delivered", random.between(0, 4));
    if (random.chance(0.12)) add("opened", random.between(4, 6), true);
    if (random.chance(readingRate)) addReading(random, add);
    // Two complaints in a day stop a domain: chance must not put a second one in trouble.
    if (random.chance(isTroubled ? 0.004 : isRecent ? 0 : complaintRate)) add("complained", random.between(60, 2_000));
    else if (random.chance(0.006)) add("unsubscribed", random.between(30, 3_000));
  }
  return events.filter((event) => event.at < now).sort((a, b) => a.at - b.at);
}

function addReading(random: Random, add: (type: DemoEvent["type"], delayMinutes: number) => void) {
  const first = random.between(5, 1_800);
  add("opened", first);
  for (let again = first; random.chance(0.25); ) {
    again += random.between(30, 1_500);
    add("opened", again);
  }
  if (random.chance(0.12)) add("clicked", first + random.between(1, 5));
}

function leaves({ random, now }: World, journey: DemoJourney, message: DemoMessage): boolean {
  const has = (type: DemoEvent["type"]) => message.events.some((event) => event.type === type);
  if (has("bounced")) journey.status = "bounced";
  else if (has("complained") || has("unsubscribed")) journey.status = "unsubscribed";
  else if (message.events.some(isHuman) && random.chance(0.07)) {
    const repliedAt = message.sentAt + random.between(60, 2_500) * minuteMs;
    if (repliedAt >= now) return false;
    journey.repliedAt = repliedAt;
    journey.status = random.weighted(afterReply).status;
  } else return false;
  return true;
}

/** The start of the next cycle, or null when the prospect is not back yet. */
function returnForRecontact(world: World, journey: DemoJourney): number | null {
  const last = journey.messages.at(-1)?.sentAt ?? world.now;
  // the last days' returns are left for the daily run to do
  const resetAt = last + (world.cooldownDays + world.random.between(0, 6)) * dayMs;
  if (journey.cycle >= world.maxCycles || resetAt >= world.now - 2 * dayMs) return null;
  journey.cycle += 1;
  journey.cycleResetAt = resetAt;
  journey.status = "cold";
  journey.step = 0;
  return resetAt + world.random.between(1, 72) * hourMs;
}

import { datedUuid, type Random } from "../random.ts";
import { type Answer, answersAfter } from "./answers.ts";
import {
  dayMs,
  engineOffSince,
  hourMs,
  plannedAt,
  recontactRestDays,
  recontactRunAfter,
  sendMoment,
} from "./calendar.ts";
import type { DemoCampaign } from "./campaigns.ts";
import { followupAt, isHuman } from "./followup.ts";
import type { DemoEvent, DemoMessage } from "./message.ts";
import type { DemoPerson } from "./people.ts";
import type { DemoMailbox } from "./senders.ts";

const minuteMs = 60_000;
/** since when a person has paused the mailboxes that stand paused, and how long a cycle takes at most */
export const pausedMailboxDays = 4;
const longestCycleDays = 21;

/** One prospect's way through the sequence, up to now. Times are epoch ms. */
export type DemoJourney = {
  person: DemoPerson;
  /** when the file came in that brought the prospect */
  importedAt: number;
  status: string;
  cycle: number;
  /** when re-contact runs returned the prospect, one a cycle after the first */
  resets: number[];
  step: number;
  /** what people recorded after a reply; empty when there was none */
  answers: Answer[];
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
  baseDelayHours: number;
  readingRate: number;
  complaintRate: number;
};

/**
 * Plays a prospect's sequence from `startedAt`: steps with the engine's cadence and send window, the engagement gate before the third,
 * re-contact after the cooldown. What lies after `now` has not happened, and a campaign that was paused sends no more.
 */
export function playJourney(
  world: World,
  person: DemoPerson,
  startedAt: number | null,
  campaign: DemoCampaign | null,
): DemoJourney {
  const journey: DemoJourney = {
    person,
    importedAt: world.now,
    status: "cold",
    cycle: 0,
    resets: [],
    step: 0,
    answers: [],
    campaign,
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
  const { person, campaign } = journey;
  const mailbox = chooseMailbox(world, start, journey.messages.at(-1)?.mailbox);
  const cycle: DemoMessage[] = [];
  const ofCampaign = campaign && start >= campaign.createdAt ? campaign : null;
  let next: Pick<DemoMessage, "sentAt" | "delay"> | null = {
    sentAt: sendMoment(world.random, person, start, world.now),
    delay: null,
  };
  for (let step = 1; step <= 3 && next !== null; step++) {
    if (next.sentAt >= Math.min(engineOffSince(world.now), campaign?.pausedAt ?? world.now)) return false;
    const message: DemoMessage = {
      ...next,
      id: datedUuid(plannedAt(next.sentAt), world.random.uuid()),
      cycle: journey.cycle,
      step,
      mailbox,
      events: eventsOf(world, mailbox, next.sentAt),
    };
    cycle.push(message);
    journey.messages.push(message);
    journey.step = step;
    journey.status = "contacted";
    if (leaves(world, journey, message)) return true;
    next = nextOf(world, person, cycle, ofCampaign?.steps[step]?.delayHours ?? world.baseDelayHours);
  }
  return false;
}

/** The third message waits for somebody to open or click one of the first two. */
function nextOf(world: World, person: DemoPerson, cycle: readonly DemoMessage[], baseDelayHours: number) {
  const followup = followupAt(cycle, baseDelayHours);
  if (followup === null) return null;
  const signals = cycle.flatMap((message) => message.events.filter(isHuman).map((event) => event.at));
  if (cycle.length === 2 && signals.length === 0) return null;
  const due = cycle.length === 2 ? Math.max(followup.at, Math.min(...signals)) : followup.at;
  return { sentAt: sendMoment(world.random, person, due, world.now), delay: followup.delay };
}

/** Another one than the cycle before had; one that a person has paused got nobody new in the days before, so that no thread hangs. */
function chooseMailbox({ random, now, mailboxes }: World, at: number, before: DemoMailbox | undefined): DemoMailbox {
  const age = (now - at) / dayMs;
  const able = mailboxes.filter(
    (mailbox) =>
      mailbox !== before &&
      (!mailbox.isPaused || age > pausedMailboxDays + longestCycleDays) &&
      mailbox.domain.warmupStartedDaysAgo !== null &&
      mailbox.domain.warmupStartedDaysAgo > age,
  );
  return random.weighted(able.map((mailbox) => ({ mailbox, weight: mailbox.domain.weight }))).mailbox;
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
    journey.answers = answersAfter(random, repliedAt, now);
    journey.status = journey.answers.at(-1)?.status ?? journey.status;
  } else return false;
  return true;
}

/** The start of the next cycle, or null when the prospect is not back yet. */
function returnForRecontact(world: World, journey: DemoJourney): number | null {
  const last = journey.messages.at(-1)?.sentAt ?? world.now;
  const resetAt = recontactRunAfter(last + world.cooldownDays * dayMs);
  if (journey.cycle >= world.maxCycles || resetAt >= world.now - recontactRestDays * dayMs) return null;
  journey.cycle += 1;
  journey.resets.push(resetAt);
  journey.status = "cold";
  journey.step = 0;
  return resetAt + world.random.between(1, 72) * hourMs;
}

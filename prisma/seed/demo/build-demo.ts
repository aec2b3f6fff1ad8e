import { createRandom } from "../random.ts";
import { type DemoJourney, playJourney } from "./journey.ts";
import { createPeople } from "./people.ts";
import { createSenders, type DemoDomain, type DemoMailbox } from "./senders.ts";

export type Demo = { domains: DemoDomain[]; mailboxes: DemoMailbox[]; journeys: DemoJourney[] };

const dayMs = 86_400_000;
const hourMs = 3_600_000;

export const demoPeople = 5_000;

/** Shares of prospects by the time of their first email: a list that grew, with enough in the last days to judge every domain. */
const starts = [
  { fromDaysAgo: 0, toDaysAgo: 1.2, weight: 11 },
  { fromDaysAgo: 1.2, toDaysAgo: 7, weight: 22 },
  { fromDaysAgo: 7, toDaysAgo: 60, weight: 26 },
  { fromDaysAgo: 88, toDaysAgo: 200, weight: 17 },
  { fromDaysAgo: 200, toDaysAgo: 390, weight: 4 },
];

/** The demo tenant as plain data: a function of `now` and `seed` alone. */
export function buildDemo(now: Date, seed: string): Demo {
  const random = createRandom(`${seed}/journeys`);
  const { domains, mailboxes } = createSenders(seed);
  const world = { random, now: now.getTime(), mailboxes, maxCycles: 4, cooldownDays: 90 };
  const journeys = createPeople(demoPeople, seed).map((person) => {
    const isNew = random.chance(0.2);
    const { fromDaysAgo, toDaysAgo } = random.weighted(starts);
    const daysAgo = fromDaysAgo + random.next() * (toDaysAgo - fromDaysAgo);
    return playJourney(world, person, isNew ? null : startOf(now.getTime() - daysAgo * dayMs, random.between(0, 9)));
  });
  return { domains, mailboxes, journeys };
}

/** Most mail leaves by day; what is recent keeps its time, so that the last 24 hours are full. */
function startOf(time: number, shift: number): number {
  const hour = new Date(time).getUTCHours();
  return hour < 8 ? time + shift * hourMs * 0.2 : time;
}

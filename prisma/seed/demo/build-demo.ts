import { createRandom, datedUuid, type Random } from "../random.ts";
import { dayMs, isOpen } from "./calendar.ts";
import { campaignFor, createCampaigns, type DemoCampaign, type DemoTemplate } from "./campaigns.ts";
import { createImports, type DemoImport } from "./import-rows.ts";
import { importOf, importTimes } from "./imports.ts";
import { type DemoJourney, playJourney } from "./journey.ts";
import { createPeople, type DemoPerson } from "./people.ts";
import type { DemoPlan } from "./plan.ts";
import { createdAtOf } from "./prospect-rows.ts";
import { createSenders, type DemoDomain, type DemoMailbox } from "./senders.ts";

export type Demo = {
  domains: DemoDomain[];
  mailboxes: DemoMailbox[];
  campaigns: DemoCampaign[];
  templates: DemoTemplate[];
  journeys: DemoJourney[];
  imports: DemoImport[];
};

/** Office hours are three tenths of a week. */
const mostDraws = 30;

/** A tenant of this plan as plain data: a function of `now`, `seed` and the plan alone. */
export function buildDemo(now: Date, seed: string, plan: DemoPlan): Demo {
  const random = createRandom(`${seed}/journeys`);
  const { domains, mailboxes } = createSenders(seed, plan, now.getTime());
  const { campaigns, templates } = createCampaigns(plan.campaigns, seed, now.getTime());
  const times = importTimes(random, now.getTime());
  const world = {
    random,
    now: now.getTime(),
    mailboxes,
    maxCycles: plan.maxCycles,
    cooldownDays: 90,
    baseDelayHours: 48,
    readingRate: plan.readingRate,
    complaintRate: plan.complaintRate,
  };
  const journeys = createPeople(plan.people, seed).map((person) => {
    const start = random.chance(plan.newShare) ? null : startOf(random, plan.starts, person, now.getTime());
    const journey = playJourney(world, person, start, campaignFor(campaigns, person));
    return withDatedIds({ ...journey, importedAt: times[importOf(journey, times)] ?? now.getTime() });
  });
  const imports = createImports(journeys, times, plan.team, seed);
  return { domains, mailboxes, campaigns, templates, journeys, imports };
}

function withDatedIds(journey: DemoJourney): DemoJourney {
  const { person } = journey;
  const createdAt = createdAtOf(journey);
  const id = datedUuid(createdAt, person.id);
  return { ...journey, person: { ...person, id, outreachId: datedUuid(createdAt, person.outreachId) } };
}

/** A moment of the plan at which the send window was open for this person. */
function startOf(random: Random, starts: DemoPlan["starts"], place: DemoPerson, now: number): number {
  const { fromDaysAgo, toDaysAgo } = random.weighted(starts);
  const draw = () => now - (fromDaysAgo + random.next() * (toDaysAgo - fromDaysAgo)) * dayMs;
  let at = draw();
  for (let tries = 0; tries < mostDraws && !isOpen(place, at, now); tries++) at = draw();
  return at;
}

import { createRandom, datedUuid } from "../random.ts";
import { campaignFor, createCampaigns, type DemoCampaign, type DemoTemplate } from "./campaigns.ts";
import { type DemoJourney, playJourney } from "./journey.ts";
import { createPeople } from "./people.ts";
import type { DemoPlan } from "./plan.ts";
import { createdAtOf } from "./prospect-rows.ts";
import { createSenders, type DemoDomain, type DemoMailbox } from "./senders.ts";

export type Demo = {
  domains: DemoDomain[];
  mailboxes: DemoMailbox[];
  campaigns: DemoCampaign[];
  templates: DemoTemplate[];
  journeys: DemoJourney[];
};

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** A tenant of this plan as plain data: a function of `now`, `seed` and the plan alone. */
export function buildDemo(now: Date, seed: string, plan: DemoPlan): Demo {
  const random = createRandom(`${seed}/journeys`);
  const { domains, mailboxes } = createSenders(seed, plan);
  const { campaigns, templates } = createCampaigns(plan.campaigns, seed, now.getTime());
  const world = {
    random,
    now: now.getTime(),
    mailboxes,
    maxCycles: plan.maxCycles,
    cooldownDays: 90,
    readingRate: plan.readingRate,
    complaintRate: plan.complaintRate,
  };
  const journeys = createPeople(plan.people, seed).map((person) => {
    const isNew = random.chance(plan.newShare);
    const { fromDaysAgo, toDaysAgo } = random.weighted(plan.starts);
    const daysAgo = fromDaysAgo + random.next() * (toDaysAgo - fromDaysAgo);
    const start = isNew ? null : startOf(now.getTime() - daysAgo * dayMs, random.between(0, 9));
    return { ...withDatedIds(playJourney(world, person, start), now), campaign: campaignFor(campaigns, person) };
  });
  return { domains, mailboxes, campaigns, templates, journeys };
}

function withDatedIds(journey: DemoJourney, now: Date): DemoJourney {
  const { person } = journey;
  const created = createdAtOf(journey, now.getTime());
  const id = datedUuid(created.prospect, person.id);
  return { ...journey, person: { ...person, id, outreachId: datedUuid(created.outreach, person.outreachId) } };
}

/** Most mail leaves by day; what is recent keeps its time, so that the last 24 hours are full. */
function startOf(time: number, shift: number): number {
  const hour = new Date(time).getUTCHours();
  return hour < 8 ? time + shift * hourMs * 0.2 : time;
}

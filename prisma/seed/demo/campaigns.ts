import { createRandom, datedUuid } from "../random.ts";
import { dayMs } from "./calendar.ts";
import type { DemoPerson } from "./people.ts";

type TemplatePlan = { name: string; subject: string; body: string };

export type CampaignPlan = {
  name: string;
  status: "active" | "paused" | "draft";
  trades: readonly string[];
  states: readonly string[];
  createdDaysAgo: number;
  /** when a person paused it; null of one that goes on or has not begun */
  pausedDaysAgo: number | null;
  dailyLimit: number | null;
  /** steps in order: hours after the one before (null: the tenant's delay), and the template that writes it (null: the writer) */
  steps: readonly { delayHours: number | null; template: string | null }[];
};

export type DemoTemplate = TemplatePlan & { id: string };
export type DemoCampaign = CampaignPlan & { id: string; createdAt: number; pausedAt: number | null };

const ownSteps = [
  { delayHours: null, template: "First word to a contractor" },
  { delayHours: 72, template: "Calls after hours" },
  { delayHours: 96, template: null },
] as const;

/** One that sends, one that a person has paused, one that is being prepared. */
export const demoCampaigns: readonly CampaignPlan[] = [
  {
    name: "Texas heating and air",
    status: "active",
    trades: ["hvac"],
    states: ["TX"],
    createdDaysAgo: 75,
    pausedDaysAgo: null,
    dailyLimit: 40,
    steps: ownSteps,
  },
  {
    name: "Roofers on the East Coast",
    status: "paused",
    trades: ["roofing"],
    states: ["FL", "GA", "NC", "NY", "VA"],
    createdDaysAgo: 70,
    pausedDaysAgo: 5,
    dailyLimit: null,
    steps: ownSteps,
  },
  {
    name: "Solar in the Southwest",
    status: "draft",
    trades: ["solar"],
    states: ["AZ", "CA", "CO"],
    createdDaysAgo: 3,
    pausedDaysAgo: null,
    dailyLimit: 25,
    steps: [{ delayHours: null, template: "Estimates for solar" }],
  },
];

const demoTemplates: readonly TemplatePlan[] = [
  {
    name: "First word to a contractor",
    subject: "Who picks up at {{company}}?",
    body: `Hi {{first_name|there}},

when a homeowner in {{city|your city}} calls {{company}} and the crew is on a job, somebody still has to answer. Many callers do not leave a message: they try the next name on the list.

We take such calls for contractors, note what the caller needs and put the visit into your calendar. Would it be worth a short talk about how you handle this at {{company}} today?`,
  },
  {
    name: "Calls after hours",
    subject: "After hours at {{company}}",
    body: `Hi {{first_name|there}},

one more thought about {{company}}: what happens to a call that comes in on a Saturday evening? We can answer it in your name, sort out what is urgent, and leave the rest on your desk for Monday. If that is of use, a reply to this email is enough.`,
  },
  {
    name: "Estimates for solar",
    subject: "Estimates at {{company}}",
    body: `Hi {{first_name|there}},

people in {{city|your city}} who think about solar ask several companies for an estimate, and often go with the first that answers well. We help {{company}} be that one: we take the call, ask about roof, meter and bill, and book the visit.

How quickly does somebody call back today when a request comes in on your site? If you like, I can show you what other solar companies ask first.`,
  },
];

/** The campaigns of a plan and the templates their steps name; ids follow from the seed. */
export function createCampaigns(plans: readonly CampaignPlan[], seed: string, now: number) {
  const random = createRandom(`${seed}/campaigns`);
  const templates = demoTemplates.map((template) => ({ ...template, id: random.uuid() }));
  const campaigns = plans.map((plan) => {
    const createdAt = now - plan.createdDaysAgo * dayMs;
    const pausedAt = plan.pausedDaysAgo === null ? null : now - plan.pausedDaysAgo * dayMs;
    return { ...plan, id: datedUuid(createdAt, random.uuid()), createdAt, pausedAt };
  });
  const named = new Set(plans.flatMap(({ steps }) => steps.map(({ template }) => template)));
  return { campaigns, templates: templates.filter(({ name }) => named.has(name)) };
}

/** The campaign that has taken such a person in, or null: a draft takes nobody. */
export function campaignFor(campaigns: readonly DemoCampaign[], person: DemoPerson): DemoCampaign | null {
  const wants = ({ status, trades, states }: DemoCampaign) =>
    status !== "draft" && trades.includes(person.trade) && states.includes(person.stateCode);
  return campaigns.find(wants) ?? null;
}

export function templateRow(tenantId: string, { id, name, subject, body }: DemoTemplate, createdAt: number) {
  return { id, tenant_id: tenantId, name, subject, body, version: 1, created_at: new Date(createdAt).toISOString() };
}

export function campaignRow(tenantId: string, campaign: DemoCampaign, templates: readonly DemoTemplate[]) {
  const idOf = new Map(templates.map(({ name, id }) => [name, id]));
  return {
    id: campaign.id,
    tenant_id: tenantId,
    name: campaign.name,
    status: campaign.status,
    target_trades: campaign.trades,
    target_locations: campaign.states,
    daily_limit: campaign.dailyLimit,
    steps: campaign.steps.map(({ delayHours, template }, index) => ({
      step: index + 1,
      ...(delayHours === null ? {} : { delay_hours: delayHours }),
      ...(template === null ? {} : { template_id: idOf.get(template) }),
    })),
    version: 1 + (campaign.status === "draft" ? 0 : 1) + (campaign.pausedAt === null ? 0 : 1),
    created_at: new Date(campaign.createdAt).toISOString(),
  };
}

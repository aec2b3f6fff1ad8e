import { z } from "zod";
import { pageOf, pageQuery, queryFlag } from "#lib/http/paging.ts";
import { countedAt, mailResults } from "#lib/mail-results/contract.ts";
import { oneLine } from "#lib/shared/one-line.ts";

const statuses = ["draft", "active", "paused", "completed", "archived"] as const;
const status = z.enum(statuses, `must be one of ${statuses.join(", ")}`);
const mostSteps = 6;

const line = (max: number, empty: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(max, `must be at most ${max} characters`)
    .regex(...oneLine);

const delayMessage = "must be a whole number of hours from 12 to 720";

/** One step: `delay_hours` after the step before it (the tenant's delay when missing), written by a template when one is named. */
const step = z.strictObject({
  step: z.int("must be the number of the step").min(1).max(mostSteps, `must be at most ${mostSteps}`),
  delay_hours: z.int(delayMessage).min(12, delayMessage).max(720, delayMessage).optional(),
  template_id: z.uuid("must be the id of a template").optional(),
});

const fields = {
  name: line(100, "enter a name"),
  /** none means every trade */
  target_trades: z.array(line(100, "must not be empty")).max(100, "at most 100 trades"),
  /** state codes, cities, `City, ST` or ZIPs; none means everywhere */
  target_locations: z.array(line(100, "must not be empty")).max(500, "at most 500 locations"),
  daily_limit: z.int("must be a whole number from 1 to 100000").min(1).max(100_000).nullable(),
  /** none means the tenant's own steps */
  steps: z
    .array(step)
    .max(mostSteps, `at most ${mostSteps} steps`)
    .refine((steps) => steps.every((one, index) => one.step === index + 1), "must be numbered 1, 2, 3 … in this order"),
};

/** GET /api/campaigns, newest first; without `archived` both kinds */
export const campaignListQuery = pageQuery.extend({
  /** part of a name */
  q: z.string().trim().min(2, "must be at least 2 characters").max(100).optional(),
  status: status.optional(),
  archived: queryFlag.optional(),
});

/** What a campaign came to. Who belongs to it is counted now; what was sent for it, and to whom, counts for good. */
const results = mailResults.extend({
  /** those of its prospects who will get a further message, or the first one */
  in_sequence: z.int(),
  counted_at: countedAt,
});

export const campaignView = z.object({
  id: z.uuid(),
  name: z.string(),
  status,
  target_trades: z.array(z.string()),
  target_locations: z.array(z.string()),
  daily_limit: z.int().nullable(),
  steps: z.array(z.object({ step: z.int(), delay_hours: z.int().optional(), template_id: z.string().optional() })),
  /** prospects that belong to it */
  prospect_count: z.int(),
  results,
  version: z.int(),
  created_at: z.string(),
});
export type CampaignView = z.infer<typeof campaignView>;
export const campaignPage = pageOf(campaignView);

/** POST /api/campaigns: a draft, which sends nothing until it is active. */
export const createCampaignBody = z.strictObject({
  ...fields,
  target_trades: fields.target_trades.default([]),
  target_locations: fields.target_locations.default([]),
  daily_limit: fields.daily_limit.default(null),
  steps: fields.steps.default([]),
});
export type CreateCampaignBody = z.infer<typeof createCampaignBody>;

const version = z.int("must be the version that was read with it");

/** PATCH /api/campaigns/{id} */
export const updateCampaignBody = z.strictObject(fields).partial().extend({ version });
export type UpdateCampaignBody = z.infer<typeof updateCampaignBody>;

/** POST /api/campaigns/{id}/status */
export const campaignStatusBody = z.strictObject({
  version,
  status: z.enum(["active", "paused", "completed", "archived"], "must be active, paused, completed or archived"),
});

/** POST /api/campaigns/targets: whom these trades and locations would mean; nothing is stored. */
export const targetsBody = createCampaignBody.pick({ target_trades: true, target_locations: true });
export type TargetsBody = z.infer<typeof targetsBody>;

/** GET /api/campaigns/{id}/targets, POST /api/campaigns/targets: whom trades and locations mean. */
export const campaignTargets = z.object({
  /** every prospect that fits */
  matching: z.int(),
  /** those that wait for their first message and belong to no campaign: they may join it */
  may_join: z.int(),
  /** of the trades and locations asked for, as they were given: those that no prospect has */
  unknown_trades: z.array(z.string()),
  unknown_locations: z.array(z.string()),
});
export type CampaignTargets = z.infer<typeof campaignTargets>;

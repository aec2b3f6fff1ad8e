import { z } from "zod";
import { measured } from "#lib/history/contract.ts";

const rate = measured.nullable();

/** What became of messages that were sent for a campaign, and of the prospects they went to. A machine's open or click is none. */
export const campaignCounts = z.object({
  /** messages */
  sent: z.int(),
  delivered: z.int(),
  opened: z.int(),
  clicked: z.int(),
  bounced: z.int(),
  /** prospects that got at least one of these messages */
  contacted: z.int(),
  /** of them: whose last reply came after one of these messages and before any further one */
  replied: z.int(),
  /** of them: who unsubscribed or complained, likewise */
  unsubscribed: z.int(),
  /** null: nobody to measure on */
  rates: z.object({
    /** of sent */
    delivered: rate,
    /** of the delivered messages whose opens can be measured */
    opened: rate,
    /** of delivered */
    clicked: rate,
    /** of sent */
    bounced: rate,
    /** of contacted */
    replied: rate,
    /** of contacted */
    unsubscribed: rate,
  }),
});
export type CampaignCounts = z.infer<typeof campaignCounts>;

/** With more than 20,000 messages: when they were counted, a quarter of an hour ago at most; null when it was just now. */
export const countedAt = z.string().nullable();

/** GET /api/campaigns/{id}/results */
export const campaignResults = z.object({
  counted_at: countedAt,
  total: campaignCounts,
  /** steps that something was sent for, in order */
  steps: z.array(
    campaignCounts.extend({
      step: z.int(),
      /** by whose words were sent, the most used first; `template` null: the engine's, or sent before templates were noted */
      templates: z.array(
        campaignCounts.extend({
          template: z.object({ id: z.uuid(), name: z.string(), is_archived: z.boolean() }).nullable(),
        }),
      ),
    }),
  ),
});
export type CampaignResults = z.infer<typeof campaignResults>;

import { z } from "zod";
import { countedAt, mailResults } from "#lib/mail-results/contract.ts";

/** GET /api/campaigns/{id}/results */
export const campaignResults = z.object({
  counted_at: countedAt,
  total: mailResults,
  /** steps that something was sent for, in order */
  steps: z.array(
    mailResults.extend({
      step: z.int(),
      /** by whose words were sent, the most used first; `template` null: the engine's, or sent before templates were noted */
      templates: z.array(
        mailResults.extend({
          template: z.object({ id: z.uuid(), name: z.string(), is_archived: z.boolean() }).nullable(),
        }),
      ),
    }),
  ),
});
export type CampaignResults = z.infer<typeof campaignResults>;

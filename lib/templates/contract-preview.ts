import { z } from "zod";
import { createTemplateBody } from "./contract.ts";

const mostCycles = 12;
const place = (max: number) => z.int(`must be a whole number up to ${max}`).max(max, `must be at most ${max}`);

/** The place of a message: which template text, for whom, in which cycle and step. */
export const previewPlace = {
  ...createTemplateBody.pick({ subject: true, body: true }).shape,
  /** one prospect; without it some of the campaign's, without that one some of all: those that are written to next, else any with an address */
  prospect_id: z.uuid("must be the id of a prospect").optional(),
  campaign_id: z.uuid("must be the id of a campaign").optional(),
  /** whose sender signs; without it the first mailbox that is on and not paused, where there is one */
  mailbox_id: z.uuid("must be the id of a mailbox").optional(),
  step: place(6).min(1, "must be at least 1").default(1),
};

/** POST /api/templates/preview */
export const previewBody = z.strictObject({
  ...previewPlace,
  /** shown in this order; a message of an earlier one counts as sent before those of the later ones */
  cycles: z
    .array(place(mostCycles).min(0, "must be at least 0"))
    .min(1, "name at least one cycle")
    .max(mostCycles + 1, `at most ${mostCycles + 1} cycles`)
    .default([0]),
  limit: place(5).min(1, "must be at least 1").default(3),
});
export type PreviewBody = z.infer<typeof previewBody>;

const message = z.object({
  cycle: z.int(),
  angle: z.string(),
  /** false: this prospect would get the text of the engine instead, which is shown */
  is_template_used: z.boolean(),
  /** why it is not used, in words, and what would end it */
  fallback: z.object({ code: z.string(), label: z.string(), clears: z.string() }).nullable(),
  missing_variables: z.array(z.string()),
  /** null when nothing acceptable could be written: then nothing is sent */
  subject: z.string().nullable(),
  text: z.string().nullable(),
  html: z.string().nullable(),
  /** what the gates say about the text shown: quality, honesty, repetition. A template is sent all the same. */
  findings: z.array(z.object({ code: z.string(), message: z.string() })),
});
export type PreviewedMessage = z.infer<typeof message>;

export const previewAnswer = z.object({
  items: z.array(
    z.object({
      prospect: z.object({
        id: z.uuid(),
        name: z.string().nullable(),
        company: z.string().nullable(),
        email: z.string().nullable(),
      }),
      /** whose sender signs; null without any mailbox: then the company does */
      mailbox_id: z.uuid().nullable(),
      /** what each variable stands for; null: this prospect has no value for it */
      variables: z.record(z.string(), z.string().nullable()),
      messages: z.array(message),
    }),
  ),
});
export type PreviewAnswer = z.infer<typeof previewAnswer>;

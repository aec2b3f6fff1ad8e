import { z } from "zod";
import { previewPlace } from "./contract-preview.ts";

const { subject, body, step } = previewPlace;

/** POST /api/templates/test-message: to the address of who asks, and nobody else. */
export const testMessageBody = z
  .strictObject({
    /** with `body`, or neither: then what the engine writes itself is sent */
    subject: subject.optional(),
    body: body.optional(),
    step,
    cycle: z
      .int("must be a whole number up to 12")
      .min(0, "must be at least 0")
      .max(12, "must be at most 12")
      .default(0),
    /** without it for somebody who is written to next */
    prospect_id: z.uuid("must be the id of a prospect").optional(),
    mailbox_id: z.uuid("must be the id of a mailbox"),
  })
  .refine(({ subject, body }) => (subject === undefined) === (body === undefined), {
    path: ["body"],
    error: "give a subject and a text, or neither",
  });
export type TestMessageBody = z.infer<typeof testMessageBody>;

export const testMessageAnswer = z.object({
  to_email: z.string(),
  subject: z.string(),
  /** accepted: the server took it. unknown: it may have */
  outcome: z.enum(["accepted", "refused", "unknown"]),
  /** what the server said */
  detail: z.string(),
});
export type TestMessageAnswer = z.infer<typeof testMessageAnswer>;

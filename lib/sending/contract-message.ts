import { z } from "zod";

const time = z.string().nullable();

/** GET /api/sends/{id}/message: one message as it was written, safe to be shown. */
export const messageView = z.object({
  id: z.uuid(),
  outreach_id: z.uuid(),
  prospect_id: z.uuid(),
  direction: z.enum(["outbound", "inbound"]),
  /** sequence, winback, reply, test */
  kind: z.string(),
  status: z.string(),
  re_contact_cycle: z.int(),
  sequence_step: z.int(),
  from_email: z.string(),
  to_email: z.string(),
  subject: z.string().nullable(),
  /** cleaned: nothing in it runs, and nothing is loaded from elsewhere. Null when it has no such part. */
  html: z.string().nullable(),
  text: z.string().nullable(),
  /** pictures that were left out */
  images_left_out: z.int(),
  /** what its opening was about; null for what no angle was chosen for */
  angle: z.string().nullable(),
  /** the text is another than the one asked for */
  fallback_used: z.boolean(),
  /** why, in words for people */
  fallback_reason: z.string().nullable(),
  scheduled_at: z.string(),
  sent_at: time,
});
export type MessageView = z.infer<typeof messageView>;

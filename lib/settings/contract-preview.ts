import { z } from "zod";
import { settingsFields } from "./contract.ts";

/** POST /api/config/preview: the settings as they would be changed; nothing is saved. */
export const settingsPreviewBody = settingsFields.partial().strict();

const count = z.object({ before: z.int(), after: z.int() });

/** What a change would do, by count. A part is null when the change does not touch it. */
export const settingsPreview = z.object({
  /** what becomes of open prospects; when `is_complete` is false there are more than were looked at, and the counts are of these */
  next_sends: z
    .object({
      looked_at: z.int(),
      is_complete: z.boolean(),
      /** whose next email falls into the next 24 hours */
      due_within_day: count,
      /** whose next email moves by a minute or more */
      earlier: z.int(),
      later: z.int(),
      /** reasons whose number of held prospects changes */
      held: z.array(count.extend({ reason: z.string() })),
    })
    .nullable(),
  /** who may come back from re-contact now, and who the next 30 daily runs return */
  returns: z.object({ eligible_now: count, within_30_days: count }).nullable(),
  /** mailboxes that may send, caps aside */
  senders: count.extend({ total: z.int() }).nullable(),
  /** emails of today, planned or sent, against the limit */
  day: z.object({ reserved: z.int(), limit: count }).nullable(),
  /** changed settings whose effect cannot be counted ahead */
  uncounted: z.array(z.string()),
});

export type SettingsPreview = z.infer<typeof settingsPreview>;

import { z } from "zod";
import { settingsFields } from "./contract.ts";

/** POST /api/config/preview: the settings as they would be changed; nothing is saved. */
export const settingsPreviewBody = settingsFields.partial().strict();

const count = z.object({ before: z.int(), after: z.int() });

/** What keeps the engine as a whole from sending, the first in the order in which it is told; null: nothing. */
const engineStop = z.enum(["no_postal_address", "engine_off", "kill_switch"]).nullable();
export type EngineStop = z.infer<typeof engineStop>;

/** What a change would do, by count. A part is null when the change does not touch it. */
export const settingsPreview = z.object({
  /** what becomes of open prospects; when `is_complete` is false there are more than were looked at: each count is then the least it can be */
  next_sends: z
    .object({
      looked_at: z.int(),
      is_complete: z.boolean(),
      /** whose next email falls into the next 24 hours; `newly`, `no_longer`: who comes to it and who leaves it */
      due_within_day: count.extend({ newly: z.int(), no_longer: z.int() }),
      /** whose next email moves by a minute or more */
      earlier: z.int(),
      later: z.int(),
      /**
       * reasons for which somebody with a next email is put on hold (`newly`), or somebody held gets one (`released`). `before`, `after`:
       * all who are held for it; where not all were looked at, `before` is the overview's count and `after` is not known
       */
      held: z.array(
        z.object({
          reason: z.string(),
          before: z.int(),
          after: z.int().nullable(),
          newly: z.int(),
          released: z.int(),
        }),
      ),
      /** who stays on hold, but for `reason` instead of another */
      held_otherwise: z.array(z.object({ reason: z.string(), instead_of: z.string(), count: z.int() })),
    })
    .nullable(),
  /** set when sending as a whole stops, starts or is stopped by something else */
  engine: z
    .object({
      before: engineStop,
      after: engineStop,
      /** emails planned and not handed over yet */
      waiting: z.int(),
    })
    .nullable(),
  /** who may come back from re-contact now, and who the next 30 daily runs return */
  returns: z
    .object({ eligible_now: count.extend({ newly: z.int(), no_longer: z.int() }), within_30_days: count })
    .nullable(),
  /** mailboxes that may send, caps aside; `newly`, `no_longer`: those that come to it and those that are kept from it */
  senders: count.extend({ total: z.int(), newly: z.int(), no_longer: z.int() }).nullable(),
  /** emails of today, planned or sent, against the limit */
  day: z.object({ reserved: z.int(), limit: count }).nullable(),
  /** what texts have cost this month, and from what on there is an alert, in US dollars; null without a budget */
  budget: z
    .object({
      spent: z.number(),
      alert_at: z.object({ before: z.number().nullable(), after: z.number().nullable() }),
    })
    .nullable(),
  /** changed settings whose effect cannot be counted ahead */
  uncounted: z.array(z.string()),
});

export type SettingsPreview = z.infer<typeof settingsPreview>;

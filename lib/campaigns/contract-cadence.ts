import { z } from "zod";

const delays = /^(,\d{0,4}){1,5}$/;

/**
 * GET /api/campaigns/cadence: `delays=,,72` means the tenant's own delay before step 2 and 72 hours before step 3; nothing can stand
 * before step 1. Without it the tenant's own steps.
 */
export const cadenceQuery = z.object({
  delays: z
    .string()
    .regex(delays, "must be a comma and hours, or a comma alone, for each step from the second to the sixth")
    .transform((text) =>
      text
        .split(",")
        .slice(1)
        .map((part) => (part === "" ? null : Number(part))),
    )
    .optional(),
});

export const cadencePreview = z.object({
  sequence_delay_hours: z.int(),
  min_followup_delay_hours: z.int(),
  /** steps behind this one are never sent */
  max_sequence_steps: z.int(),
  /** one line for each way of reading, the most eager first */
  lines: z.array(
    z.object({
      reading: z.string(),
      label: z.string(),
      steps: z.array(
        z.object({
          step: z.int(),
          /** hours after the step before it */
          delay_hours: z.int(),
          /** hours after step 1 */
          after_hours: z.int(),
          /** shorter would be asked for, but the least delay of the settings holds */
          is_at_floor: z.boolean(),
        }),
      ),
    }),
  ),
});
export type CadencePreview = z.infer<typeof cadencePreview>;

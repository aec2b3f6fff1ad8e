import { z } from "zod";

/** The part of GET /api/command-center that is about re-contact (SPEC §12). */
export const recontactStatsSummary = z.object({
  /** silent prospects that the next run returns, the daily release aside */
  total_eligible: z.int(),
  /** prospects returned to the start of their sequence in the last 30 days */
  total_recycled_30d: z.int(),
  /** prospects by cycle, every cycle from 0 to the highest in use */
  cycle_distribution: z.record(z.string(), z.int()),
});

/** GET /api/recontact */
export const recontactStats = recontactStatsSummary.extend({
  generated_at: z.string(),
  /** false: switched off in the settings or by the environment */
  is_enabled: z.boolean(),
  next_run_at: z.string().nullable(),
  max_recontact_cycles: z.int(),
  recontact_cooldown_days: z.int(),
  recontact_daily_release: z.int().nullable(),
  /** prospects whose last cycle is over */
  total_exhausted: z.int(),
  /** first messages of each cycle sent in the last 90 days, and what came of them: prospects, not messages */
  conversion_by_cycle: z.array(
    z.object({ cycle: z.int(), contacted: z.int(), opened: z.int(), clicked: z.int(), replied: z.int() }),
  ),
  /** prospects whose cooldown ends on each of the next 30 days of send_timezone; the first day holds those eligible now as well */
  forecast: z.array(z.object({ day: z.string(), count: z.int() })),
});

export type RecontactStats = z.infer<typeof recontactStats>;

import { z } from "zod";
import { pageOf, pageQuery, queryFlag } from "#lib/http/paging.ts";
import { settingsFields } from "#lib/settings/contract.ts";
import { groups } from "./groups.ts";

/** What GET /api/command-center and GET /api/recontact both tell of re-contact (SPEC §12). */
const recontactStatsSummary = z.object({
  /** silent prospects that the next run returns, the daily release aside */
  total_eligible: z.int(),
  /** prospects returned to the start of their sequence in the last 30 days */
  total_recycled_30d: z.int(),
  /** prospects by cycle, every cycle from 0 to the highest in use */
  cycle_distribution: z.record(z.string(), z.int()),
});

/** The same as the overview shows it, beside those who are held. */
export const recontactSummary = recontactStatsSummary.extend({
  /** the eligible by the hold they carry, most first; by their status, contacted or exhausted, where they carry none */
  eligible_by_hold: z.array(z.object({ reason: z.string(), label: z.string(), count: z.int() })),
});

/** The settings that decide who returns and when. */
const recontactSettings = settingsFields.pick({
  recontact_enabled: true,
  recontact_cooldown_days: true,
  max_recontact_cycles: true,
  recontact_daily_release: true,
});

/** What the daily runs of the next 30 days do with those already written to. */
export const recontactForecast = z.object({
  /** under which settings */
  settings: recontactSettings,
  total_eligible: z.int(),
  /** how many return in these 30 days */
  total_returning: z.int(),
  days: z.array(
    z.object({
      /** calendar day of a run, in send_timezone */
      day: z.string(),
      /** whose cooldown ended since the run before; the first day holds everybody eligible now */
      ready: z.int(),
      returning: z.int(),
      /** left for a later run */
      waiting: z.int(),
    }),
  ),
});

const { recontact_cooldown_days: days, max_recontact_cycles: cycles } = settingsFields.shape;
const release = settingsFields.shape.recontact_daily_release.unwrap();

/** GET /api/recontact/forecast: settings to try, nothing is saved; those left out are as stored. */
export const forecastQuery = z.strictObject({
  recontact_enabled: queryFlag.optional(),
  recontact_cooldown_days: z.coerce.number("must be a number").pipe(days).optional(),
  max_recontact_cycles: z.coerce.number("must be a number").pipe(cycles).optional(),
  /** a number, or `none` for no limit */
  recontact_daily_release: z
    .union(
      [z.literal("none").transform(() => null), z.coerce.number().pipe(release)],
      "must be none or from 0 to 100000",
    )
    .optional(),
});

/** GET /api/recontact */
export const recontactStats = recontactStatsSummary.extend({
  generated_at: z.string(),
  /** false: switched off in the settings or by the environment */
  is_enabled: z.boolean(),
  /** false: turned off for the whole installation; the settings cannot switch it on */
  is_available: z.boolean(),
  /** null when it is off, or the engine is */
  next_run_at: z.string().nullable(),
  send_timezone: z.string(),
  max_recontact_cycles: z.int(),
  recontact_cooldown_days: z.int(),
  recontact_daily_release: z.int().nullable(),
  /** prospects whose last cycle is over */
  total_exhausted: z.int(),
  /** prospects whose cooldown is over but who do not come back, by reason, most first */
  excluded: z.array(z.object({ reason: z.enum(groups), label: z.string(), clears: z.string(), count: z.int() })),
  /**
   * prospects who got an email of the sequence in the last 90 days, by its cycle, and what came of it; `interested`, `demo`, `won`: who
   * stands there or further on now, counted for the cycle in which they left the sequence
   */
  conversion_by_cycle: z.array(
    z.object({
      cycle: z.int(),
      contacted: z.int(),
      opened: z.int(),
      clicked: z.int(),
      replied: z.int(),
      interested: z.int(),
      demo: z.int(),
      won: z.int(),
    }),
  ),
  forecast: recontactForecast,
});

/** GET /api/recontact/prospects: `next` are those the next run returns, in its order; the other groups do not come back. */
export const recontactPeopleQuery = pageQuery.extend({ group: z.enum(groups).default("next") });

const recontactPerson = z.object({
  prospect_id: z.uuid(),
  name: z.string().nullable(),
  company: z.string().nullable(),
  email: z.string().nullable(),
  re_contact_cycle: z.int(),
  last_email_sent_at: z.string(),
  /** when the cooldown was over */
  rested_at: z.string(),
});

export const recontactPeople = pageOf(recontactPerson);

export type RecontactStats = z.infer<typeof recontactStats>;
export type RecontactForecast = z.infer<typeof recontactForecast>;
export type RecontactSettings = z.infer<typeof recontactSettings>;
export type RecontactPerson = z.infer<typeof recontactPerson>;

import { z } from "zod";

const wholeNumber = (min: number, max: number) =>
  z
    .int(`must be a whole number from ${min} to ${max}`)
    .min(min, `must be from ${min} to ${max}`)
    .max(max, `must be from ${min} to ${max}`);

const fraction = z.number("must be a number from 0 to 1").min(0, "must be from 0 to 1").max(1, "must be from 0 to 1");

const timeOfDay = (last: "23:59" | "24:00") =>
  z
    .string()
    .regex(
      last === "24:00" ? /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/ : /^([01]\d|2[0-3]):[0-5]\d$/,
      `must be a time from 00:00 to ${last}`,
    );

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const text = (max: number) => z.string().trim().max(max, `must be at most ${max} characters`);

/** A tenant's own days without mail: years ahead, and nothing that slows a decision. */
const mostOwnHolidays = 100;

/** Every setting with its range (SPEC §11): one schema for the form, the API and the write. */
export const settingsFields = z.object({
  is_active: z.boolean(),
  sequencer_paused: z.boolean(),
  daily_email_limit: wholeNumber(0, 100_000),
  sequence_delay_hours: wholeNumber(12, 720),
  min_followup_delay_hours: wholeNumber(12, 168),
  max_sequence_steps: wholeNumber(1, 6),
  require_engagement_for_final_step: z.boolean(),
  untracked_engagement: z.enum(["send", "hold"]),
  mailbox_health_threshold: wholeNumber(0, 100),
  max_recontact_cycles: wholeNumber(0, 12),
  recontact_cooldown_days: wholeNumber(14, 730),
  recontact_enabled: z.boolean(),
  recontact_daily_release: wholeNumber(0, 100_000).nullable(),
  recontact_share: fraction,
  sender_rotation: z.enum(["per_cycle", "per_step"]),
  send_hours_start: timeOfDay("23:59"),
  send_hours_end: timeOfDay("24:00"),
  send_timezone: z
    .string()
    .refine(isTimeZone, "must be an IANA time zone such as America/Chicago")
    .meta({ examples: ["America/Chicago"] }),
  send_weekdays_only: z.boolean(),
  holidays_enabled: z.boolean(),
  own_holidays: z
    .array(
      z.strictObject({ date: z.iso.date("must be a date such as 2026-12-24"), name: text(80).min(1, "must be named") }),
    )
    .max(mostOwnHolidays, `must be at most ${mostOwnHolidays} days`)
    .refine((days) => new Set(days.map(({ date }) => date)).size === days.length, "must not name a day twice"),
  pacing: z.enum(["spread", "immediate"]),
  send_gap_min_seconds: wholeNumber(0, 3_600),
  send_gap_max_seconds: wholeNumber(0, 3_600),
  recipient_domain_daily_limit: wholeNumber(1, 1_000),
  role_address_policy: z.enum(["last", "skip", "send"]),
  unknown_address_policy: z.enum(["send", "hold"]),
  smart_timing_enabled: z.boolean(),
  consent_required: z.boolean(),
  require_domain_auth: z.boolean(),
  company_wide_reply_stop: z
    .boolean()
    .meta({ description: "Kept, but without effect: a reply stops the prospect it came from and no colleague." }),
  company_address: text(500).nullable(),
  booking_url: z.url({ protocol: /^https?$/, error: "must be an http or https address" }).nullable(),
  monthly_budget_usd: z
    .number()
    .min(0, "must be from 0 to 1000000")
    .max(1_000_000, "must be from 0 to 1000000")
    .nullable(),
  budget_alert_threshold: fraction,
});

export type Settings = z.infer<typeof settingsFields>;

/** Settings as stored and as GET and PATCH /api/config answer them. */
export const settingsView = settingsFields.extend({ version: z.int(), updated_at: z.string() });
export type VersionedSettings = z.infer<typeof settingsView>;

/** Body of PATCH /api/config: the fields to change, and the version they were read at. */
export const settingsPatch = settingsFields
  .partial()
  .extend({
    version: z.int("version must be the number that GET /api/config answered"),
    /** asked for when is_active is switched on */
    reason: text(500).optional(),
  })
  .strict();

export type SettingsPatch = z.infer<typeof settingsPatch>;

/** Rules between fields, checked on the merged result. Returns problems by field. */
export function settingsConflicts(settings: Settings): { field: string; message: string }[] {
  const problems: { field: string; message: string }[] = [];
  if (settings.send_hours_start >= settings.send_hours_end) {
    problems.push({
      field: "send_hours_end",
      message: `must be later than send_hours_start (${settings.send_hours_start})`,
    });
  }
  if (settings.send_gap_min_seconds > settings.send_gap_max_seconds) {
    problems.push({
      field: "send_gap_max_seconds",
      message: `must be at least send_gap_min_seconds (${settings.send_gap_min_seconds})`,
    });
  }
  if (settings.min_followup_delay_hours > settings.sequence_delay_hours) {
    problems.push({
      field: "min_followup_delay_hours",
      message: `must be at most sequence_delay_hours (${settings.sequence_delay_hours})`,
    });
  }
  return problems;
}

import type { Settings } from "../contract.ts";

type SettingName = keyof Settings;

const ofNextSends: readonly SettingName[] = [
  "sequence_delay_hours",
  "min_followup_delay_hours",
  "max_sequence_steps",
  "require_engagement_for_final_step",
  "untracked_engagement",
  "recontact_cooldown_days",
  "send_hours_start",
  "send_hours_end",
  "send_timezone",
  "send_weekdays_only",
  "holidays_enabled",
  "own_holidays",
  "smart_timing_enabled",
  "role_address_policy",
  "consent_required",
];
const ofReturns: readonly SettingName[] = [
  "recontact_enabled",
  "recontact_cooldown_days",
  "max_recontact_cycles",
  "recontact_daily_release",
];
const ofSenders: readonly SettingName[] = ["mailbox_health_threshold", "require_domain_auth"];
const ofTheDay: readonly SettingName[] = ["daily_email_limit"];

export type Effects = {
  nextSends: boolean;
  returns: boolean;
  senders: boolean;
  day: boolean;
  /** settings that act on what is not known ahead: messages yet to be written, handed over or answered */
  uncounted: SettingName[];
};

/** What a change of these settings can be counted by before it is made. */
export function effectsOf(changed: readonly SettingName[]): Effects {
  const touches = (names: readonly SettingName[]) => changed.some((name) => names.includes(name));
  const counted = [...ofNextSends, ...ofReturns, ...ofSenders, ...ofTheDay];
  return {
    nextSends: touches(ofNextSends),
    returns: touches(ofReturns),
    senders: touches(ofSenders),
    day: touches(ofTheDay),
    uncounted: changed.filter((name) => !counted.includes(name)),
  };
}

import type { Settings } from "../contract.ts";
import type { EngineStop } from "../contract-preview.ts";

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
const ofTheBudget: readonly SettingName[] = ["monthly_budget_usd", "budget_alert_threshold"];
const ofTheEngine: readonly SettingName[] = ["is_active", "sequencer_paused"];

export type Effects = {
  nextSends: boolean;
  returns: boolean;
  senders: boolean;
  day: boolean;
  budget: boolean;
  /** settings that act on each email from now on, which is not known ahead: how many are due soon is */
  uncounted: SettingName[];
};

/** What a change of these settings can be counted by before it is made. */
export function effectsOf(changed: readonly SettingName[]): Effects {
  const touches = (names: readonly SettingName[]) => changed.some((name) => names.includes(name));
  const counted = [...ofNextSends, ...ofReturns, ...ofSenders, ...ofTheDay, ...ofTheBudget, ...ofTheEngine];
  const uncounted = changed.filter((name) => !counted.includes(name));
  return {
    nextSends: touches(ofNextSends) || touches(ofTheEngine) || uncounted.length > 0,
    returns: touches(ofReturns),
    senders: touches(ofSenders),
    day: touches(ofTheDay),
    budget: touches(ofTheBudget),
    uncounted,
  };
}

type EngineSettings = Pick<Settings, "company_address" | "is_active" | "sequencer_paused">;

/** What keeps the engine as a whole from sending; the postal address first, because nothing goes without one whatever else is on. */
export function engineStopOf({ company_address, is_active, sequencer_paused }: EngineSettings): EngineStop {
  if ((company_address ?? "").trim() === "") return "no_postal_address";
  if (!is_active) return "engine_off";
  return sequencer_paused ? "kill_switch" : null;
}

import type { SettingGroup } from "./setting-group.ts";

/** Who gets the last step (SPEC §6). */
export const ENGAGEMENT_GATE: SettingGroup = {
  id: "engagement-gate",
  title: "Engagement gate",
  description: "Decides who gets the last email of a sequence. Earlier steps are not affected.",
  fields: [
    {
      name: "require_engagement_for_final_step",
      label: "Final step only after engagement",
      kind: "switch",
      hint: "The last step goes only to prospects who opened or clicked in this cycle. Opens by mail scanners do not count. Everyone else is on hold until they open or click, or until you turn this off.",
    },
    {
      name: "untracked_engagement",
      label: "When opens were not tracked",
      kind: "choice",
      options: [
        { value: "send", label: "Send the final step" },
        { value: "hold", label: "Hold the final step" },
      ],
      hint: "Without tracking nobody knows whether they opened.",
    },
  ],
};

/** Steps and delays (SPEC §6). */
export const CADENCE: SettingGroup = {
  id: "cadence",
  title: "Sequence",
  description:
    "How many emails a prospect gets in one cycle, and how far apart. Opens and clicks shorten the delay; no response makes it longer.",
  fields: [
    {
      name: "max_sequence_steps",
      label: "Steps in a sequence",
      kind: "number",
      min: 1,
      max: 6,
      unit: "steps",
      hint: "1 to 6.",
    },
    {
      name: "sequence_delay_hours",
      label: "Delay between steps",
      kind: "number",
      min: 12,
      max: 720,
      unit: "hours",
      hint: "12 to 720.",
    },
    {
      name: "min_followup_delay_hours",
      label: "Shortest delay",
      kind: "number",
      min: 12,
      max: 168,
      unit: "hours",
      hint: "12 to 168, and no more than the delay between steps. A follow-up never goes out sooner than this.",
    },
    {
      name: "sender_rotation",
      label: "Sender of follow-ups",
      kind: "choice",
      options: [
        { value: "per_cycle", label: "Same mailbox for the whole cycle" },
        { value: "per_step", label: "Next mailbox at every step" },
      ],
    },
  ],
};

/** Re-contact (SPEC §9). */
export const RECONTACT: SettingGroup = {
  id: "recontact",
  title: "Re-contact",
  description:
    "Prospects who did not respond start a new cycle after the cooldown, from another mailbox and with another angle.",
  fields: [
    {
      name: "recontact_enabled",
      label: "Bring back silent prospects",
      kind: "switch",
      hint: "Runs daily at 05:00 in the send time zone.",
    },
    {
      name: "recontact_cooldown_days",
      label: "Cooldown after the last email",
      kind: "number",
      min: 14,
      max: 730,
      unit: "days",
      hint: "14 to 730.",
    },
    {
      name: "max_recontact_cycles",
      label: "Cycles after the first pass",
      kind: "number",
      min: 0,
      max: 12,
      unit: "cycles",
      hint: "0 to 12. A higher number brings exhausted prospects back.",
    },
    {
      name: "recontact_daily_release",
      label: "Most prospects returned per day",
      kind: "number",
      min: 0,
      max: 100_000,
      unit: "prospects",
      nullable: true,
      hint: "0 to 100,000. Leave empty for no limit.",
    },
    {
      name: "recontact_share",
      label: "Share of new sequences kept for returned prospects",
      kind: "percent",
      unit: "%",
      hint: "0 to 100. What they don't use goes to new prospects.",
    },
  ],
};

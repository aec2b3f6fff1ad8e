import type { SettingGroup } from "./setting-group.ts";

/** Who gets the last step (SPEC §6). */
export const ENGAGEMENT_GATE: SettingGroup = {
  id: "engagement-gate",
  title: "Engagement gate",
  description: "Who gets the last email of a sequence. Other steps are never gated.",
  fields: [
    {
      name: "require_engagement_for_final_step",
      label: "Final step only after engagement",
      kind: "switch",
      hint: "On: the last step goes only to prospects who opened or clicked in this cycle. Opens by mail scanners do not count. Held prospects are released by an open or click, or by switching this off.",
    },
    {
      name: "untracked_engagement",
      label: "When opens were not tracked",
      kind: "choice",
      options: [
        { value: "send", label: "Send the final step" },
        { value: "hold", label: "Hold the final step" },
      ],
      hint: "Engagement is then unknown, not absent.",
    },
  ],
};

/** Steps and delays (SPEC §6). */
export const CADENCE: SettingGroup = {
  id: "cadence",
  title: "Sequence",
  description:
    "How many emails a prospect gets in one cycle, and how far apart. Engagement shortens the delay, silence lengthens it.",
  fields: [
    { name: "max_sequence_steps", label: "Steps in a sequence", kind: "number", unit: "steps", hint: "1 to 6." },
    { name: "sequence_delay_hours", label: "Delay between steps", kind: "number", unit: "hours", hint: "12 to 720." },
    {
      name: "min_followup_delay_hours",
      label: "Shortest delay",
      kind: "number",
      unit: "hours",
      hint: "12 to 168, at most the delay between steps. No engagement makes a follow-up come sooner than this.",
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
    "Prospects who stayed silent start a new cycle after the cooldown, with another mailbox and another angle.",
  fields: [
    {
      name: "recontact_enabled",
      label: "Return silent prospects",
      kind: "switch",
      hint: "The run starts daily at 05:00 in the send time zone.",
    },
    {
      name: "recontact_cooldown_days",
      label: "Cooldown after the last email",
      kind: "number",
      unit: "days",
      hint: "14 to 730.",
    },
    {
      name: "max_recontact_cycles",
      label: "Cycles after the first pass",
      kind: "number",
      unit: "cycles",
      hint: "0 to 12. Raising it brings exhausted prospects back.",
    },
    {
      name: "recontact_daily_release",
      label: "Returned a day at most",
      kind: "number",
      unit: "prospects",
      nullable: true,
      hint: "0 to 100,000; empty for no limit.",
    },
    {
      name: "recontact_share",
      label: "Share of new sequences kept for returned prospects",
      kind: "percent",
      unit: "%",
      hint: "0 to 100. What they do not use goes to new prospects.",
    },
  ],
};

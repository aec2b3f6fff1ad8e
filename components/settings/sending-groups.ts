import type { SettingGroup } from "./setting-group.ts";

/** When to send (SPEC §6). */
export const SEND_WINDOW: SettingGroup = {
  id: "window",
  title: "Send window",
  description: "Uses the prospect's own time zone when the ZIP code or state is known, otherwise the send time zone.",
  fields: [
    { name: "send_hours_start", label: "From", kind: "text", placeholder: "08:00", hint: "00:00 to 23:59." },
    {
      name: "send_hours_end",
      label: "Until",
      kind: "text",
      placeholder: "18:00",
      hint: "Later than the start, up to 24:00.",
    },
    {
      name: "send_timezone",
      label: "Send time zone",
      kind: "zone",
    },
    { name: "send_weekdays_only", label: "Weekdays only", kind: "switch" },
    { name: "holidays_enabled", label: "Skip US federal holidays", kind: "switch" },
    {
      name: "own_holidays",
      label: "Your own days off",
      kind: "days",
      hint: "Dates follow the calendar where the prospect is.",
    },
    {
      name: "smart_timing_enabled",
      label: "Smart timing",
      kind: "switch",
      hint: "Holds an email for up to 24 hours, until the part of the day (6–9, 9–12, 12–15, 15–18 or 18–21) when businesses of the same trade and state open or click most. Needs 30 opens or clicks by people in the last 90 days. Updated once a day.",
    },
  ],
};

/** Caps and pacing (SPEC §5, §6). */
export const LIMITS: SettingGroup = {
  id: "limits",
  title: "Limits and pacing",
  description:
    "Limits for all mailboxes together, on top of the limits of each mailbox, domain and warm-up. Days are calendar days in the send time zone.",
  fields: [
    {
      name: "daily_email_limit",
      label: "Emails per day, all mailboxes together",
      kind: "number",
      min: 0,
      max: 100_000,
      unit: "emails",
      hint: "0 to 100,000.",
    },
    {
      name: "recipient_domain_daily_limit",
      label: "Emails per day to one recipient domain",
      kind: "number",
      min: 1,
      max: 1_000,
      unit: "emails",
      hint: "1 to 1,000. Free-mail providers are not limited.",
    },
    {
      name: "pacing",
      label: "Pacing",
      kind: "choice",
      options: [
        { value: "spread", label: "Spread across the sending day" },
        { value: "immediate", label: "As soon as they are due" },
      ],
      hint: "Sending right away and a gap of 0 only work on simulator and local connections.",
    },
    {
      name: "send_gap_min_seconds",
      label: "Shortest gap between two emails from a mailbox",
      kind: "number",
      min: 0,
      max: 3_600,
      unit: "seconds",
      hint: "0 to 3,600.",
    },
    {
      name: "send_gap_max_seconds",
      label: "Longest gap",
      kind: "number",
      min: 0,
      max: 3_600,
      unit: "seconds",
      hint: "0 to 3,600, at least the shortest gap.",
    },
  ],
};

/** Who is passed over (SPEC §5). */
export const HEALTH: SettingGroup = {
  id: "health",
  title: "Health",
  description: "Which mailboxes are skipped because of their reputation.",
  fields: [
    {
      name: "mailbox_health_threshold",
      label: "Lowest score that can send",
      kind: "number",
      min: 0,
      max: 100,
      unit: "of 100",
      hint: "0 to 100. 40 or less has no effect: a score below 40 always pauses a mailbox.",
    },
    { name: "require_domain_auth", label: "Only domains that pass SPF, DKIM and DMARC", kind: "switch" },
  ],
};

/** What written text may cost (SPEC §11). */
export const BUDGET: SettingGroup = {
  id: "budget",
  title: "Budget",
  description:
    "What writing emails may cost per calendar month. You get an alert when you get close; sending does not stop.",
  fields: [
    {
      name: "monthly_budget_usd",
      label: "Monthly budget",
      kind: "number",
      min: 0,
      max: 1_000_000,
      isFractional: true,
      unit: "US dollars",
      nullable: true,
      hint: "0 to 1,000,000. Leave empty for no budget and no alert.",
    },
    {
      name: "budget_alert_threshold",
      label: "Alert at this share of the budget",
      kind: "percent",
      unit: "%",
      hint: "0 to 100.",
    },
  ],
};

import type { SettingGroup } from "./setting-group.ts";

/** When to send (SPEC §6). */
export const SEND_WINDOW: SettingGroup = {
  id: "window",
  title: "Send window",
  description: "In the prospect's own time zone where it is known by ZIP or state, else in the send time zone.",
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
    { name: "holidays_enabled", label: "Not on US federal holidays", kind: "switch" },
    {
      name: "own_holidays",
      label: "Your own days without mail",
      kind: "days",
      hint: "By the calendar of the prospect's own place.",
    },
    {
      name: "smart_timing_enabled",
      label: "Smart timing",
      kind: "switch",
      hint: "On: an email waits, at most 24 hours, for the part of the day (6–9, 9–12, 12–15, 15–18, 18–21) whose emails businesses of the same trade and state open or click most. Needs 30 opens or clicks by people in the last 90 days; counted once a day.",
    },
  ],
};

/** Caps and pacing (SPEC §5, §6). */
export const LIMITS: SettingGroup = {
  id: "limits",
  title: "Limits and pacing",
  description:
    "Caps on top of those of each mailbox, domain and warm-up. They count calendar days in the send time zone.",
  fields: [
    {
      name: "daily_email_limit",
      label: "Emails a day, all mailboxes together",
      kind: "number",
      unit: "emails",
      hint: "0 to 100,000.",
    },
    {
      name: "recipient_domain_daily_limit",
      label: "Emails a day to one recipient domain",
      kind: "number",
      unit: "emails",
      hint: "1 to 1,000. Free-mail providers are not limited.",
    },
    {
      name: "pacing",
      label: "Pacing",
      kind: "choice",
      options: [
        { value: "spread", label: "Spread over the sending day" },
        { value: "immediate", label: "All that is due at once" },
      ],
      hint: "At once, and a gap of 0, take effect on simulator and local connections only.",
    },
    {
      name: "send_gap_min_seconds",
      label: "Shortest gap between two emails of a mailbox",
      kind: "number",
      unit: "seconds",
      hint: "0 to 3,600.",
    },
    {
      name: "send_gap_max_seconds",
      label: "Longest gap",
      kind: "number",
      unit: "seconds",
      hint: "0 to 3,600, at least the shortest gap.",
    },
  ],
};

/** Who is passed over (SPEC §5). */
export const HEALTH: SettingGroup = {
  id: "health",
  title: "Health",
  description: "Which mailboxes are passed over because of their reputation.",
  fields: [
    {
      name: "mailbox_health_threshold",
      label: "Lowest score that may send",
      kind: "number",
      unit: "of 100",
      hint: "0 to 100. At 40 this adds nothing: below 40 the score itself pauses a mailbox.",
    },
    { name: "require_domain_auth", label: "Only domains with checked SPF, DKIM and DMARC", kind: "switch" },
  ],
};

/** What written text may cost (SPEC §11). */
export const BUDGET: SettingGroup = {
  id: "budget",
  title: "Budget",
  description:
    "What the writing of emails may cost in a calendar month. Coming near it is an alert; nothing is stopped.",
  fields: [
    {
      name: "monthly_budget_usd",
      label: "Budget a month",
      kind: "number",
      unit: "US dollars",
      nullable: true,
      hint: "0 to 1,000,000; empty for no budget and no alert.",
    },
    {
      name: "budget_alert_threshold",
      label: "Alert from this share on",
      kind: "percent",
      unit: "%",
      hint: "0 to 100.",
    },
  ],
};

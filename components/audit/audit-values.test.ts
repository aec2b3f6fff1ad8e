import { expect, it } from "vitest";
import { fieldText, valueText } from "./audit-values.ts";

const names = { "0197a000-0000-7000-8000-000000000001": "Spring" };
const read = (value: unknown, name = "x", targetKind = "thing") =>
  valueText(value, { targetKind, name, names }).replace(/\s/g, " ");

it.each([
  { value: true, expected: "on" },
  { value: null, expected: "none" },
  { value: "", expected: "none" },
  { value: 0, expected: "0" },
  { value: 12_500, expected: "12,500" },
  { value: ["hvac", "solar"], expected: "hvac, solar" },
  { value: [], expected: "none" },
  { value: {}, expected: "none" },
  { value: { host: "mail.test", user: null }, expected: "host mail.test" },
  {
    value: [
      { step: 1, delay_hours: 0 },
      { step: 2, template_id: "0197a000-0000-7000-8000-000000000001" },
    ],
    expected: "step 1, delay hours 0; step 2, template Spring",
  },
  { value: "0197a000-0000-7000-8000-000000000001", expected: "Spring" },
  { value: "a_b", expected: "a_b" },
])("$value is read as $expected", ({ value, expected }) => {
  expect(read(value)).toBe(expected);
});

it.each([
  ["mode", "insert", "new prospects only"],
  ["reason", "bounce_rate", "Too many bounces"],
  ["hold_reason", "manual_stop", "Stopped by a person"],
  ["status", "demo_scheduled", "demo scheduled"],
  ["event_source", "none", "no events"],
  ["undone", "prospect.stopped", "Prospect stopped"],
])("the code of %s %s is said as %s", (name, value, expected) => expect(read(value, name)).toBe(expected));

it.each([
  ["is_active", false, "In use: no"],
  ["removed_two_factor", true, "Two-factor authentication removed: yes"],
  ["click_tracking", true, "Click tracking: on"],
  ["last_email_replied_at", null, "Last reply: none"],
  ["kinds", ["engine_off"], "Kinds: Engine off"],
  ["kinds", [], "Kinds: every kind"],
  ["cancelled_sends", 3, "Waiting emails cancelled: 3"],
])("%s %j is said in plain words: %s", (name, value, expected) => {
  expect(`${fieldText("outgoing_webhook", name)}: ${read(value, name)}`).toBe(expected);
});

it("the engine's own switch stays one", () => {
  expect(`${fieldText("settings", "is_active")}: ${read(false, "is_active", "settings")}`).toBe("Engine: off");
});

it("a time is read with its zone", () => {
  expect(read("2026-06-10T16:00:00.000Z")).toMatch(/^Jun 1\d, 2026, \d\d:00 \S+/);
});

it.each([
  ["recontact_cooldown_days", 90, "90 days"],
  ["require_engagement_for_final_step", false, "off"],
  ["recontact_share", 0.3, "30 %"],
  ["own_holidays", [{ date: "2026-12-24", name: "Eve" }], "2026-12-24 Eve"],
])("the setting %s of %j is read as its form has it: %s", (name, value, expected) => {
  expect(read(value, name, "settings")).toBe(expected);
});

it("fields are called what their form calls them, others by their name in words", () => {
  expect(fieldText("settings", "send_timezone")).toBe("Send time zone");
  expect(fieldText("mailbox", "daily_limit")).toBe("Daily limit");
  expect(fieldText("prospect", "owner_id")).toBe("Owner");
});

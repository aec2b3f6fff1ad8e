import { describe, expect, it } from "vitest";
import { describeValue, fromDraft, inLabels, type SettingField, toDraft } from "./setting-field.ts";

const limit: SettingField = {
  name: "daily_email_limit",
  label: "Limit",
  kind: "number",
  min: 0,
  max: 2_000,
  unit: "emails",
};
const release: SettingField = {
  name: "recontact_daily_release",
  label: "Release",
  kind: "number",
  min: 0,
  max: 100,
  nullable: true,
};
const share: SettingField = { name: "recontact_share", label: "Share", kind: "percent" };
const address: SettingField = { name: "company_address", label: "Address", kind: "text", nullable: true };
const gate: SettingField = { name: "require_engagement_for_final_step", label: "Gate", kind: "switch" };
const pacing: SettingField = {
  name: "pacing",
  label: "Pacing",
  kind: "choice",
  options: [{ value: "spread", label: "Spread over the half hour" }],
};

describe("toDraft", () => {
  it.each([
    [limit, 50, "50"],
    [release, null, ""],
    [share, 0.3, "30"],
    [share, 0.125, "12.5"],
    [gate, true, true],
    [address, "1 Main St", "1 Main St"],
  ])("%o holding %s", (field, value, expected) => expect(toDraft(field, value)).toBe(expected));
});

describe("fromDraft", () => {
  it.each([
    [limit, " 1,500 ", 1500],
    [limit, "2000", 2000],
    [release, "", null],
    [share, "30", 0.3],
    [share, "12.5", 0.125],
    [gate, false, false],
    [address, "  ", null],
    [pacing, "spread", "spread"],
  ])("%o from %s", (field, draft, value) => expect(fromDraft(field, draft)).toEqual({ ok: true, value }));

  it.each([
    [limit, "", "Enter a number."],
    [limit, "many", '"many" is not a number.'],
    [limit, "-3", "must be from 0 to 2000"],
    [limit, "2001", "must be from 0 to 2000"],
    [limit, "1.5", "must be a whole number from 0 to 2000"],
    [share, "100.1", "must be from 0 to 100"],
  ])("%o refuses %s", (field, draft, message) => expect(fromDraft(field, draft)).toEqual({ ok: false, message }));

  it("gives back what it was given, for every percent", () => {
    for (let percent = 0; percent <= 100; percent += 1) {
      const stored = percent / 100;
      expect(fromDraft(share, toDraft(share, stored))).toEqual({ ok: true, value: stored });
    }
  });
});

describe("describeValue", () => {
  it.each([
    [gate, false, "off"],
    [release, null, "none"],
    [limit, 50, "50 emails"],
    [share, 0.3, "30 %"],
    [pacing, "spread", "Spread over the half hour"],
    [address, "1 Main St", "1 Main St"],
  ])("%o %s → %s", (field, value, expected) => expect(describeValue(field, value)).toBe(expected));
});

it("a message names other settings as the form calls them", () => {
  const fields: SettingField[] = [{ name: "send_hours_start", label: "From", kind: "text" }];
  expect(inLabels("must be later than send_hours_start (08:00)", fields)).toBe("must be later than “From” (08:00)");
});

describe("days", () => {
  const field: SettingField = { name: "own_holidays", label: "Days", kind: "days" };
  const days = [{ date: "2026-12-24", name: "Christmas Eve" }];

  it("are a text in the form and a list in the API", () => {
    expect(toDraft(field, days)).toBe("2026-12-24 Christmas Eve");
    expect(fromDraft(field, "2026-12-24 Christmas Eve")).toEqual({ ok: true, value: days });
    expect(describeValue(field, days)).toBe("2026-12-24 Christmas Eve");
    expect(describeValue(field, [])).toBe("none");
  });
});

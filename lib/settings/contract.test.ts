import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Settings, settingsConflicts, settingsFields, settingsPatch } from "./contract.ts";

const problemsOf = (patch: object) =>
  settingsPatch.safeParse({ version: 1, ...patch }).error?.issues.map((issue) => [issue.path.join("."), issue.message]);

describe("settingsPatch", () => {
  const ranges: [keyof Settings, number, number][] = [
    ["daily_email_limit", 0, 100_000],
    ["sequence_delay_hours", 12, 720],
    ["min_followup_delay_hours", 12, 168],
    ["max_sequence_steps", 1, 6],
    ["mailbox_health_threshold", 0, 100],
    ["max_recontact_cycles", 0, 12],
    ["recontact_cooldown_days", 14, 730],
    ["recontact_daily_release", 0, 100_000],
    ["recipient_domain_daily_limit", 1, 1_000],
  ];

  it.each(ranges)("%s takes whole numbers from %d to %d and names the range otherwise", (field, min, max) => {
    for (const value of [min, max]) expect(problemsOf({ [field]: value }), String(value)).toBeUndefined();
    for (const value of [min - 1, max + 1]) {
      expect(problemsOf({ [field]: value })).toEqual([[field, `must be from ${min} to ${max}`]]);
    }
    for (const value of [min + 0.5, String(min), Number.NaN]) {
      expect(problemsOf({ [field]: value })).toEqual([[field, `must be a whole number from ${min} to ${max}`]]);
    }
  });

  it.each([
    ["a name that is missing", [{ date: "2026-12-24", name: " " }], "own_holidays.0.name"],
    ["a date that does not exist", [{ date: "2026-02-30", name: "x" }], "own_holidays.0.date"],
    [
      "a day twice",
      [
        { date: "2026-12-24", name: "x" },
        { date: "2026-12-24", name: "y" },
      ],
      "own_holidays",
    ],
    [
      "too many",
      Array.from({ length: 101 }, (_, n) => ({ date: new Date(n * 86_400_000).toISOString().slice(0, 10), name: "x" })),
      "own_holidays",
    ],
  ])("days without mail refuse %s", (_name, own_holidays, field) => {
    expect(problemsOf({ own_holidays })?.map(([path]) => path)).toEqual([field]);
    expect(problemsOf({ own_holidays: [{ date: "2026-12-24", name: "Christmas Eve" }] })).toBeUndefined();
  });

  it.each(["recontact_share", "budget_alert_threshold"] as const)("%s is a share", (field) => {
    for (const value of [0, 0.3, 1]) expect(problemsOf({ [field]: value })).toBeUndefined();
    for (const value of [-0.01, 1.01]) expect(problemsOf({ [field]: value })).toEqual([[field, "must be from 0 to 1"]]);
  });

  it.each([
    [{ send_hours_start: "24:00" }, "send_hours_start"],
    [{ send_hours_end: "24:01" }, "send_hours_end"],
    [{ send_hours_start: "8:00" }, "send_hours_start"],
    [{ send_timezone: "Mars/Olympus" }, "send_timezone"],
    [{ booking_url: "javascript:alert(1)" }, "booking_url"],
    [{ sender_rotation: "random" }, "sender_rotation"],
    [{ company_address: "x".repeat(501) }, "company_address"],
    [{ monthly_budget_usd: -1 }, "monthly_budget_usd"],
    [{ version: "1" }, "version"],
  ])("refuses %j", (patch, field) => expect(problemsOf(patch)?.map(([name]) => name)).toEqual([field]));

  it.each([
    { send_hours_start: "00:00", send_hours_end: "24:00" },
    { send_timezone: "America/Indiana/Knox" },
    { booking_url: "https://example.test/book" },
    { booking_url: null, company_address: null, monthly_budget_usd: null, recontact_daily_release: null },
  ])("takes %j", (patch) => expect(problemsOf(patch)).toBeUndefined());

  it("knows no other field", () => {
    expect(settingsPatch.safeParse({ version: 1, tenant_id: "x" }).error?.issues[0]?.code).toBe("unrecognized_keys");
  });
});

it("takes of any JSON only what a form could have sent, and changes nothing on the way but blanks", () => {
  const names = Object.keys(settingsFields.shape) as (keyof Settings)[];
  const near = fc.constantFrom(
    0,
    1,
    40,
    0.3,
    -1,
    100_001,
    "send",
    "per_cycle",
    "08:00",
    "24:00",
    "America/Chicago",
    true,
    false,
    null,
    "",
    " x ",
  );
  const value = fc.oneof(near, fc.jsonValue({ maxDepth: 1 }));
  fc.assert(
    fc.property(fc.constantFrom(...names, "__proto__", "version", "id"), value, (name, given) => {
      const parsed = settingsPatch.safeParse(
        JSON.parse(`{"version":1,${JSON.stringify(name)}:${JSON.stringify(given)}}`),
      );
      if (!parsed.success) {
        expect(parsed.error.issues.length).toBeGreaterThan(0);
        return;
      }
      const taken = (parsed.data as Record<string, unknown>)[name];
      expect(taken).toEqual(typeof given === "string" && name === "company_address" ? given.trim() : given);
      expect(settingsPatch.parse(parsed.data)).toEqual(parsed.data);
      expect(name === "version" || names.some((field) => field === name)).toBe(true);
    }),
    { seed: 18, numRuns: 1_500 },
  );
});

describe("settingsConflicts", () => {
  const time = fc.integer({ min: 0, max: 1440 }).map((minute) => {
    const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
    return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
  });
  const hours = fc.integer({ min: 0, max: 3600 });

  it("finds exactly the pairs that are the wrong way round", () => {
    fc.assert(
      fc.property(time, time, hours, hours, hours, hours, (start, end, gapMin, gapMax, shortest, base) => {
        const fields = settingsConflicts({
          send_hours_start: start,
          send_hours_end: end,
          send_gap_min_seconds: gapMin,
          send_gap_max_seconds: gapMax,
          min_followup_delay_hours: shortest,
          sequence_delay_hours: base,
        } as Settings).map((problem) => problem.field);
        const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
        expect(fields.includes("send_hours_end")).toBe(minutes(start) >= minutes(end));
        expect(fields.includes("send_gap_max_seconds")).toBe(gapMin > gapMax);
        expect(fields.includes("min_followup_delay_hours")).toBe(shortest > base);
      }),
    );
  });
});

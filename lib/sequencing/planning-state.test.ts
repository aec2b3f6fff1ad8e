import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameOf, loadedSenders, plannedSender } from "#lib/testing/planning-facts.ts";
import { paused } from "#lib/testing/sender-choice.ts";
import { DayBook } from "./day-book.ts";
import { dayAllowance, hasFitSender, runAllowance, slotKey } from "./planning-state.ts";

const real = { transport: { isSimulated: false, isLocal: false } };
const a1 = plannedSender(1, "a", real);
const a2 = plannedSender(2, "a", real);
const b3 = plannedSender(3, "b", real);
const mailboxUsed = (n: number, used: number) => ({ kind: "mailbox", key: plannedSender(n, "").mailboxId, used });
const frame = frameOf({ daily_email_limit: 500 });

describe("the run's frame", () => {
  it("is a half hour of one calendar day of the tenant's zone", () => {
    expect(frameOf({ send_hours_start: "08:00", send_hours_end: "18:00" })).toMatchObject({
      slot: { start: new Date("2026-06-10T16:00:00Z"), end: new Date("2026-06-10T16:30:00Z") },
      dayEnd: new Date("2026-06-11T05:00:00Z"),
      halfHours: 14,
    });
    expect(slotKey(frame)).toBe("2026-06-10T16:00:00.000Z");
  });
});

describe("dayAllowance: the tenant's limit ∩ the sum of what its domains may", () => {
  it.each<[string, Parameters<typeof loadedSenders>, { kind: string; key: string; used: number }[], number]>([
    ["two domains", [{ a: 500, b: 500 }, a1, a2, b3], [], 120],
    ["a domain that warms up", [{ a: 25, b: 500 }, a1, a2, b3], [], 65],
    ["what mailboxes used is gone", [{ a: 500, b: 500 }, a1, a2, b3], [mailboxUsed(1, 40), mailboxUsed(3, 10)], 70],
    ["what a domain used is gone", [{ a: 25, b: 500 }, a1, a2, b3], [{ kind: "domain", key: "a", used: 20 }], 45],
    [
      "used beyond a cap that has fallen: nothing, not less",
      [{ a: 10, b: 500 }, a1, b3],
      [{ kind: "domain", key: "a", used: 30 }],
      40,
    ],
    ["a mailbox beyond its fallen cap takes nothing from another", [{ a: 500 }, a1, a2], [mailboxUsed(1, 60)], 40],
    ["a mailbox that may not send counts for nothing", [{ a: 500 }, plannedSender(1, "a", paused), a2], [], 40],
    ["nor does one that is switched off", [{ a: 500 }, plannedSender(1, "a", { isActive: false }), a2], [], 40],
    ["a domain that is not known", [{}, a1], [], 0],
    ["nobody", [{}], [], 0],
  ])("%s", (_name, senders, used, expected) => {
    expect(dayAllowance(frame, loadedSenders(...senders), new DayBook(used))).toBe(expected);
  });

  it("ends at the tenant's own limit, also when that was lowered under what is used", () => {
    const senders = loadedSenders({ a: 500 }, a1, a2);
    const used = (n: number) => new DayBook([{ kind: "tenant", key: "", used: n }]);
    expect(dayAllowance(frameOf({ daily_email_limit: 30 }), senders, used(0))).toBe(30);
    expect(dayAllowance(frameOf({ daily_email_limit: 30 }), senders, used(12))).toBe(18);
    expect(dayAllowance(frameOf({ daily_email_limit: 30 }), senders, used(31))).toBe(0);
  });
});

describe("runAllowance", () => {
  const office = { send_hours_start: "08:00", send_hours_end: "18:00", daily_email_limit: 100 };
  const senders = loadedSenders({ a: 500, b: 500 }, a1, a2, b3);

  it("is an even share of what the day has left", () => {
    // 14 half hours are left: ceil(100 / 14)
    expect(runAllowance(frameOf(office), senders, new DayBook([]))).toEqual({ total: 8, paced: 8, usedUp: null });
  });

  it("counts what this half hour queued already, and nothing of the one before", () => {
    const queued = (start: string) => [
      { kind: "tenant", key: "", used: 5 },
      { kind: "slot", key: start, used: 5 },
    ];
    const thisSlot = new DayBook(queued("2026-06-10T16:00:00.000Z"));
    expect(runAllowance(frameOf(office), senders, thisSlot)).toEqual({ total: 3, paced: 3, usedUp: null });
    // ceil(95 / 14)
    const before = new DayBook(queued("2026-06-10T15:30:00.000Z"));
    expect(runAllowance(frameOf(office), senders, before)).toEqual({ total: 7, paced: 7, usedUp: null });
  });

  it("is the whole day only where a mailbox that may send at once is fit to", () => {
    const immediate = frameOf({ ...office, pacing: "immediate" });
    const local = plannedSender(4, "b");
    expect(runAllowance(immediate, loadedSenders({ a: 500, b: 500 }, a1, local), new DayBook([]))).toEqual({
      total: 80,
      paced: 6,
      usedUp: null,
    });
    expect(runAllowance(immediate, senders, new DayBook([]))).toMatchObject({ total: 8, paced: 8 });
    const sick = plannedSender(4, "b", paused);
    expect(runAllowance(immediate, loadedSenders({ a: 500, b: 500 }, a1, sick), new DayBook([]))).toEqual({
      total: 3,
      paced: 3,
      usedUp: null,
    });
  });

  it("says that the half hour's share is used while the day has more", () => {
    const queued = ["tenant", "slot"].map((kind) => ({ kind, key: kind === "slot" ? slotKey(frame) : "", used: 8 }));
    expect(runAllowance(frameOf(office), senders, new DayBook(queued))).toEqual({
      total: 0,
      paced: 0,
      usedUp: "slot_allowance",
    });
  });

  it("never allows more than the day", () => {
    const number = fc.nat({ max: 300 });
    fc.assert(
      fc.property(number, number, number, fc.boolean(), (limit, cap, slotUsed, isAtOnce) => {
        const asked = frameOf({ daily_email_limit: limit, pacing: isAtOnce ? "immediate" : "spread" });
        const book = new DayBook([{ kind: "slot", key: slotKey(asked), used: slotUsed }]);
        const loaded = loadedSenders({ a: cap }, plannedSender(1, "a"), a2);
        const { total, paced, usedUp } = runAllowance(asked, loaded, book);
        expect(usedUp === null).toBe(total > 0);
        expect(total).toBeLessThanOrEqual(dayAllowance(asked, loaded, book));
        expect(paced).toBeLessThanOrEqual(total);
        expect(paced).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

it.each([
  ["one is fit", [a1, plannedSender(2, "a", paused)], true],
  ["used up is still fit: that ends by itself", [plannedSender(1, "a", { cap: 0 })], true],
  ["all are paused", [plannedSender(1, "a", paused), plannedSender(2, "a", { score: 3 })], false],
  ["all are switched off", [plannedSender(1, "a", { isActive: false })], false],
  ["there is none", [], false],
])("hasFitSender: %s", (_name, senders, expected) => {
  expect(hasFitSender(loadedSenders({ a: 500 }, ...senders))).toBe(expected);
});

import { describe, expect, it } from "vitest";
import type { HourReading } from "./counter-store.ts";
import { epochHourOf } from "./policy/booking-hour.ts";
import { type HourCopies, knownVersions, mergeReading } from "./window-counts.ts";

const now = new Date("2026-06-10T16:20:00Z");
const open = epochHourOf(now);

/** One hour as Redis answers it: its version and counters, or no counters when the copy is still right. */
function hour(age: number, version: string, counts: number[] | null): HourReading {
  return { epochHour: open - age, version, counts: counts && Uint32Array.from(counts) };
}

function merge(hours: HourReading[], previous?: HourCopies, at: Date = now, generation = 1): HourCopies {
  return mergeReading(previous, { generation, hours }, at);
}

function sums({ window }: HourCopies) {
  return { total: [...window.total], matured: [...window.matured] };
}

describe("mergeReading", () => {
  it.each([
    { name: "nothing counted", hours: [hour(0, "", null), hour(5, "", null)], total: [], matured: [] },
    { name: "the open hour alone", hours: [hour(0, "1", [5, 1])], total: [5, 1], matured: [] },
    { name: "an hour that ended 20 minutes ago", hours: [hour(1, "1", [5])], total: [5], matured: [] },
    { name: "an hour that ended 80 minutes ago", hours: [hour(2, "1", [5])], total: [5], matured: [5] },
    {
      name: "strings of different lengths",
      hours: [hour(0, "1", [1]), hour(2, "1", [10, 20]), hour(24, "4", [100, 200, 300])],
      total: [111, 220, 300],
      matured: [110, 220, 300],
    },
    {
      name: "sums past one counter's limit",
      hours: [hour(3, "1", [0xffff_ffff]), hour(4, "1", [0xffff_ffff])],
      total: [8_589_934_590],
      matured: [8_589_934_590],
    },
    { name: "a copy that this process does not have", hours: [hour(2, "1", null)], total: [], matured: [] },
  ])("sums $name", ({ hours, total, matured }) => {
    expect(sums(merge(hours))).toEqual({ total, matured });
  });

  it.each([
    { name: "to the minute", at: "2026-06-10T16:00:00Z", matured: [2] },
    { name: "a moment before", at: "2026-06-10T15:59:59.999Z", matured: [] },
  ])("takes an hour for matured 60 minutes after its end: $name", ({ at, matured }) => {
    const endedAtThree = { epochHour: epochHourOf(new Date("2026-06-10T14:00:00Z")), version: "1" };
    const reading = [{ ...endedAtThree, counts: Uint32Array.of(2) }];
    expect(sums(merge(reading, undefined, new Date(at)))).toEqual({ total: [2], matured });
  });

  it("keeps its copy of what did not change and takes the rest anew", () => {
    const first = merge([hour(0, "1", [1]), hour(3, "2", [10]), hour(4, "1", [7])]);
    const second = merge([hour(0, "2", [4]), hour(3, "2", null), hour(4, "", null)], first);
    expect(sums(second)).toEqual({ total: [14], matured: [10] });
    expect([...knownVersions(second).versions]).toEqual([
      [open, "2"],
      [open - 3, "2"],
    ]);
  });

  it("answers the same window as long as nothing changed", () => {
    const first = merge([hour(0, "1", [1]), hour(3, "2", [10])]);
    expect(merge([hour(0, "1", null), hour(3, "2", null)], first).window).toBe(first.window);
  });

  it("sums closed hours again only when one of them changed", () => {
    const first = merge([hour(0, "1", [1]), hour(3, "2", [10])]);
    const sent = merge([hour(0, "2", [2]), hour(3, "2", null)], first);
    expect(sent.window.matured).toBe(first.window.matured);
    const late = merge([hour(0, "2", null), hour(3, "3", [11])], sent);
    expect(sums(late)).toEqual({ total: [13], matured: [11] });
    expect(new Set([first, sent, late].map(({ window }) => window.version)).size).toBe(3);
  });

  it("never changes a window that was handed out", () => {
    const first = merge([hour(0, "1", [1]), hour(3, "2", [10])]);
    const before = sums(first);
    merge([hour(0, "2", [50]), hour(3, "3", [60])], first);
    expect(sums(first)).toEqual(before);
  });

  it("lets hours mature as time passes, though no counter moved", () => {
    const first = merge([hour(0, "1", [3])]);
    const later = new Date(now.getTime() + 2 * 3_600_000);
    expect(sums(merge([hour(0, "1", null)], first, later))).toEqual({ total: [3], matured: [3] });
  });

  it("tells two generations apart by their version", () => {
    const hours = [hour(0, "1", [1]), hour(3, "1", [2])];
    expect(merge(hours, undefined, now, 1).window.version).not.toBe(merge(hours, undefined, now, 2).window.version);
  });
});

it("asks for everything when it knows nothing", () => {
  expect(knownVersions(undefined)).toEqual({ generation: null, versions: new Map() });
});

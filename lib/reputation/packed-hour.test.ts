import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metricsPerScope, packHour, slotOf, unpackHour } from "./packed-hour.ts";
import { metricIndex, reputationMetrics } from "./types.ts";

describe("packed hours", () => {
  it("give every scope seven slots in the order of the metrics", () => {
    expect(metricsPerScope).toBe(7);
    expect(reputationMetrics.map((metric) => slotOf(0, metricIndex[metric]))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(slotOf(3, metricIndex.bounced)).toBe(23);
  });

  it.each([
    { name: "nothing", slots: [], counts: [], hex: "" },
    { name: "one counter", slots: [0], counts: [7], hex: "00000007" },
    { name: "big-endian", slots: [0], counts: [0x01020304], hex: "01020304" },
    { name: "a gap is zeros", slots: [2], counts: [258], hex: "000000000000000000000102" },
    { name: "any order", slots: [1, 0], counts: [2, 1], hex: "0000000100000002" },
    { name: "saturated", slots: [0], counts: [2 ** 32 + 5], hex: "ffffffff" },
    { name: "a count that is missing", slots: [1], counts: [], hex: "0000000000000000" },
  ])("$name", ({ slots, counts, hex }) => {
    expect(packHour(slots, counts).toString("hex")).toBe(hex);
  });

  it("read half a counter at the end as none", () => {
    expect([...unpackHour(Buffer.from("00000001000000", "hex"))]).toEqual([1]);
    expect([...unpackHour(Buffer.alloc(0))]).toEqual([]);
  });

  it("are read back as written, without touching what they are read from", () => {
    const counters = fc.uniqueArray(fc.tuple(fc.nat({ max: 200 }), fc.integer({ min: 0, max: 2 ** 32 - 1 })), {
      selector: ([slot]) => slot,
      maxLength: 30,
    });
    const check = (pairs: [number, number][]) => {
      const packed = packHour(
        pairs.map(([slot]) => slot),
        pairs.map(([, count]) => count),
      );
      const before = packed.toString("hex");
      const read = unpackHour(packed);
      const wanted = new Map(pairs);
      expect(read.length).toBe(Math.max(-1, ...wanted.keys()) + 1);
      read.forEach((count, slot) => {
        expect(count).toBe(wanted.get(slot) ?? 0);
      });
      expect(packed.toString("hex")).toBe(before);
    };
    fc.assert(fc.property(counters, check));
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linesOf, ratesOf, sumsOf } from "./rates.ts";
import { noCounts } from "./series.ts";

const counts = (given: object) => ({ ...noCounts(), ...given });

describe("ratesOf", () => {
  it("says nothing of an hour in which nothing was sent", () => {
    expect(ratesOf(counts({ bounced: 2, opened: 3 }))).toEqual({
      delivery_rate: null,
      bounce_rate: null,
      complaint_rate: null,
      blocked_rate: null,
      open_rate: null,
    });
  });

  it("takes shares of what was sent, opens of what was delivered", () => {
    const rates = ratesOf(counts({ sent: 300, delivered: 290, bounced: 9, complained: 1, blocked: 1, opened: 58 }));
    expect(rates).toEqual({
      delivery_rate: 0.9667,
      bounce_rate: 0.03,
      complaint_rate: 0.0033,
      blocked_rate: 0.0033,
      open_rate: 0.2,
    });
  });

  it("leaves opens out where some could not be measured", () => {
    expect(ratesOf(counts({ sent: 10, delivered: 10, opened: 5, untracked: 1 })).open_rate).toBeNull();
  });

  it("stays within 0 and 1 whatever is counted", () => {
    const any = fc.record({ sent: fc.nat(50), delivered: fc.nat(90), bounced: fc.nat(90), opened: fc.nat(90) });
    fc.assert(
      fc.property(any, (given) => {
        for (const rate of Object.values(ratesOf(counts(given)))) expect(rate ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("sumsOf", () => {
  it("gives each rate its sample and bounds (SPEC §4: 4 bounces of 80 are proved to be over 2 %)", () => {
    const { bounce, open } = sumsOf(counts({ sent: 80, bounced: 4, delivered: 76, opened: 19 }));
    expect(bounce).toMatchObject({ hits: 4, of: 80, rate: 0.05 });
    expect(bounce?.lower).toBeGreaterThan(0.02);
    expect(bounce?.upper).toBeLessThan(0.12);
    expect(open).toMatchObject({ hits: 19, of: 76, rate: 0.25 });
  });

  it("measures nothing where nothing was sent, and does not show what only the arithmetic needs", () => {
    const sums = sumsOf(noCounts());
    expect(sums).toMatchObject({ sent: 0, bounce: null, complaint: null, block: null, open: null });
    expect(sums).not.toHaveProperty("untracked");
  });
});

it.each([
  ["domain", { throttled: 0.02, paused: 0.05 }, { throttled: 0.05, paused: 0.03 }],
  ["mailbox", { throttled: 0.02, paused: 0.05 }, { throttled: 0.05, paused: 0.03 }],
  ["connection", { throttled: null, paused: 0.1 }, null],
  ["global", null, null],
] as const)("the lines of a %s are those it is judged by", (kind, bounce, open) => {
  expect(linesOf(kind)).toMatchObject({ bounce_rate: bounce, open_rate: open });
});

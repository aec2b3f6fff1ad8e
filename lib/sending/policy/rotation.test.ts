import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rotationStart, uuidModulo } from "./rotation.ts";

const prospectId = "01980000-0000-7000-8000-00000000000a";
const start = (change: object, count = 5) =>
  rotationStart({ prospectId, step: 1, cycle: 0, rotation: "per_cycle", ...change }, count);

describe("rotationStart", () => {
  it("is (uuid + 1 + cycle · 7) mod n for a cycle, whatever the step", () => {
    const uuid = Number(BigInt(`0x${prospectId.replaceAll("-", "")}`) % 5n);
    expect(start({})).toBe((uuid + 1) % 5);
    expect(start({ step: 3 })).toBe((uuid + 1) % 5);
    expect(start({ cycle: 2 })).toBe((uuid + 15) % 5);
  });

  it("is the plan's (uuid + step + cycle · 7) mod n per step", () => {
    const uuid = Number(BigInt(`0x${prospectId.replaceAll("-", "")}`) % 5n);
    expect(start({ rotation: "per_step", step: 3, cycle: 1 })).toBe((uuid + 3 + 7) % 5);
  });

  it("answers 0 for an empty or single pool", () => {
    expect(start({}, 0)).toBe(0);
    expect(start({ cycle: 3 }, 1)).toBe(0);
  });

  it("begins the next cycle elsewhere in any pool of two or more, 7 and its multiples included", () => {
    const facts = fc.record({
      prospectId: fc.uuid(),
      step: fc.integer({ min: 1, max: 6 }),
      cycle: fc.nat({ max: 12 }),
      rotation: fc.constantFrom("per_cycle" as const, "per_step" as const),
    });
    fc.assert(
      fc.property(facts, fc.integer({ min: 2, max: 10_000 }), (fact, count) => {
        const here = rotationStart(fact, count);
        expect(here).toBeGreaterThanOrEqual(0);
        expect(here).toBeLessThan(count);
        expect(rotationStart({ ...fact, cycle: fact.cycle + 1 }, count)).not.toBe(here);
      }),
    );
  });
});

it("reduces a uuid as the 128-bit number it is", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 1_048_576 }), (uuid, divisor) => {
      expect(uuidModulo(uuid, divisor)).toBe(Number(BigInt(`0x${uuid.replaceAll("-", "")}`) % BigInt(divisor)));
    }),
  );
});

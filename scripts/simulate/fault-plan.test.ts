import { describe, expect, it } from "vitest";
import { createRandom } from "#prisma/seed/random.ts";
import { describeStrike, drawFault, FaultCounter, type FaultPlan } from "./fault-plan.ts";
import { faultNames } from "./options.ts";

const crash = (when: "before" | "within" | "after") => ({ kind: "crash", when }) as const;

describe("drawFault", () => {
  const draw = (faults: typeof faultNames | [], rate: number, seed = "a") => {
    const random = createRandom(seed);
    return Array.from({ length: 500 }, () => drawFault(random, faults, rate));
  };

  it("draws none where none is asked for, and the same for the same seed", () => {
    expect(draw([], 1).every((plan) => plan === null)).toBe(true);
    expect(draw(faultNames, 0).every((plan) => plan === null)).toBe(true);
    expect(draw(faultNames, 0.5)).toEqual(draw(faultNames, 0.5));
    expect(draw(faultNames, 0.5)).not.toEqual(draw(faultNames, 0.5, "b"));
  });

  it("strikes about as often as asked, with every kind", () => {
    const plans = draw(faultNames, 0.5).filter((plan) => plan !== null);
    expect(plans.length).toBeGreaterThan(200);
    expect(plans.length).toBeLessThan(300);
    expect(new Set(plans.map(({ strike }) => strike.kind))).toEqual(
      new Set(["crash", "cut", "away", "slow", "twice", "swallowed"]),
    );
  });
});

describe("FaultCounter", () => {
  const strikesOf = (plan: FaultPlan, ...boundaries: Parameters<FaultCounter["next"]>[0][]) => {
    const counter = new FaultCounter(plan);
    return boundaries.map((boundary) => counter.next(boundary) !== null);
  };

  it("strikes the operation that the plan names, once, and counts its boundaries only", () => {
    const plan: FaultPlan = { operation: 2, boundaries: ["transaction"], strike: crash("after") };
    expect(strikesOf(plan, "redis", "transaction", "redis", "transaction", "transaction")).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(strikesOf(null, "transaction", "deliver")).toEqual([false, false]);
  });

  it("breaks off within a transaction only", () => {
    const plan: FaultPlan = { operation: 1, boundaries: ["redis", "transaction"], strike: crash("within") };
    expect(strikesOf(plan, "redis", "transaction")).toEqual([false, false]);
    expect(strikesOf(plan, "transaction")).toEqual([true]);
  });
});

it.each([
  [crash("before"), "crash before deliver"],
  [{ kind: "cut", isCommitted: false }, "connection cut on COMMIT, rolled back"],
  [{ kind: "slow" }, "deliver slow"],
] as const)("tells %o", (strike, text) => expect(describeStrike("deliver", strike)).toBe(text));

import { describe, expect, it } from "vitest";
import { isInTrouble, leastCalmRank, troubleRank } from "./in-trouble.ts";

const calm = { state: "healthy", throttle: "normal", reason: null };

describe("isInTrouble", () => {
  it.each([
    ["nothing stands against sending", {}, false],
    ["on watch it sends at full speed", { state: "watch" }, false],
    ["the guard slows it", { state: "throttled" }, true],
    ["a small quota is all it may send", { state: "probation" }, true],
    ["the guard stops it", { state: "paused" }, true],
    ["the score lets half through", { throttle: "reduced" }, true],
    ["the score lets a quarter through, whatever the guard thinks", { state: "watch", throttle: "critical" }, true],
    ["the score stops it", { throttle: "paused" }, true],
    ["it is passed over for its domain's sake", { reason: "domain_paused" }, true],
    ["a person switched it off, so that nothing is missing", { state: "paused", is_active: false }, false],
  ])("%s", (_, change, expected) => {
    expect(isInTrouble({ ...calm, ...change })).toBe(expected);
  });
});

describe("troubleRank", () => {
  const worstFirst = [
    ["paused itself", { state: "paused", reason: "mailbox_paused" }],
    ["passed over for its domain's sake", { reason: "domain_paused" }],
    ["on probation", { state: "probation" }],
    ["slowed by its score", { throttle: "reduced" }],
    ["watched", { state: "watch" }],
    ["healthy", {}],
    ["switched off", { is_active: false, reason: "mailbox_inactive" }],
  ] as const;

  it("ranks the worst lowest", () => {
    const ranks = worstFirst.map(([, change]) => troubleRank({ ...calm, ...change }));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
  });
  it.each(worstFirst)("means by trouble what everything else does: %s", (_, change) => {
    const place = { ...calm, ...change };
    expect(troubleRank(place) < leastCalmRank).toBe(isInTrouble(place));
  });
});

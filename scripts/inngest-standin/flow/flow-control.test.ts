import { describe, expect, test } from "vitest";
import { makeFunction } from "#scripts/inngest-standin/testing/make-function.ts";
import { concurrencySlots, FlowControl, keyOf } from "./flow-control.ts";

const event = (data: Record<string, unknown> = {}) => ({ id: "e", name: "go", data, ts: 0 });
const hour = 3_600_000;

describe("rate limit", () => {
  test("lets so many through in any period, by key", () => {
    const flow = new FlowControl();
    const fn = makeFunction({ rateLimit: { limit: 2, period: "1m", key: "event.data.k" } });
    const at = (now: number, k = "x") => flow.mayStart(fn, event({ k }), now);
    expect([at(0), at(30_000), at(59_999), at(59_999, "y")]).toEqual([true, true, false, true]);
    expect([at(60_000), at(60_001), at(89_999), at(90_000)]).toEqual([true, false, false, true]);
  });
});

test("an idempotency key starts a function once in 24 hours", () => {
  const flow = new FlowControl();
  const fn = makeFunction({ idempotency: "event.data.order" });
  const at = (now: number, order: number) => flow.mayStart(fn, event({ order }), now);
  expect([at(0, 1), at(1, 1), at(1, 2), at(24 * hour - 1, 1), at(24 * hour, 1)]).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
});

describe("throttle", () => {
  test("spaces starts evenly and lets an idle key start at once", () => {
    const flow = new FlowControl();
    const fn = makeFunction({ throttle: { limit: 4, period: "1m", key: "event.data.k" } });
    const at = (now: number, k = "x") => flow.startAt(fn, event({ k }), now);
    expect([at(0), at(0), at(0), at(0, "y")]).toEqual([0, 15_000, 30_000, 0]);
    expect(at(44_999)).toBe(45_000);
    expect(at(200_000)).toBe(200_000);
  });

  test("a burst may go together, then the rate holds", () => {
    const flow = new FlowControl();
    const fn = makeFunction({ throttle: { limit: 6, period: "1m", burst: 3 } });
    const starts = Array.from({ length: 5 }, () => flow.startAt(fn, event(), 0));
    expect(starts).toEqual([0, 0, 0, 10_000, 20_000]);
  });

  test("a long queue keeps its spacing although keys are purged", () => {
    const flow = new FlowControl();
    const fn = makeFunction({ throttle: { limit: 1, period: "1h", key: "event.data.k" } });
    flow.startAt(fn, event({ k: "long" }), 0);
    flow.startAt(fn, event({ k: "long" }), 0);
    for (let k = 0; k < 3_000; k += 1) flow.startAt(fn, event({ k }), hour);
    expect(flow.startAt(fn, event({ k: "long" }), hour)).toBe(2 * hour);
  });

  test("without one, runs start now", () => {
    expect(new FlowControl().startAt(makeFunction(), event(), 5)).toBe(5);
  });
});

describe("keys", () => {
  test("differ by function, by value and by type of value", () => {
    const fn = makeFunction({ singleton: { key: "event.data.t", mode: "skip" } });
    const other = makeFunction({ id: "app-other" });
    const key = fn.singleton?.key ?? null;
    const texts = [event({ t: 1 }), event({ t: "1" }), event({ t: null })].map((one) => keyOf(fn, key, one));
    expect(new Set([...texts, keyOf(other, key, event({ t: 1 }))]).size).toBe(4);
    expect(keyOf(fn, key, event())).toBe(keyOf(fn, key, event({ t: null })));
  });

  test("concurrency slots are the function's own, or shared by scope and expression", () => {
    const concurrency = [
      { limit: 1, key: "event.data.box" },
      { limit: 50, key: "'mail'", scope: "env" },
    ];
    const a = concurrencySlots(makeFunction({ concurrency }), event({ box: "b1" }));
    const b = concurrencySlots(makeFunction({ id: "app-other", concurrency }), event({ box: "b1" }));
    expect(a.map((slot) => slot.limit)).toEqual([1, 50]);
    expect(a[0]?.key).not.toBe(b[0]?.key);
    expect(a[1]?.key).toBe(b[1]?.key);
  });
});

import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { settle } from "#scripts/inngest-standin/testing/fake-clock.ts";
import { CallQueue, type Slot } from "./call-queue.ts";

let order: number;
let started: string[];
let open: Map<string, () => void>;

beforeEach(() => {
  order = 0;
  started = [];
  open = new Map();
});

function push(
  queue: CallQueue,
  name: string,
  slots: readonly Slot[],
  options: { order?: number; isLive?: () => boolean } = {},
) {
  const run = () => {
    started.push(name);
    return new Promise<void>((resolve) => open.set(name, resolve));
  };
  queue.push({ order: options.order ?? order++, slots, isLive: options.isLive ?? (() => true), run });
}

async function finish(name: string) {
  open.get(name)?.();
  open.delete(name);
  await settle();
}

const box = (key: string, limit = 1): Slot => ({ key, limit });

describe("one key", () => {
  test("holds the limit and goes in order", async () => {
    const queue = new CallQueue({ maxInFlight: 10 });
    for (const name of ["a1", "a2", "a3", "a4"]) push(queue, name, [box("a", 2)]);
    expect(started).toEqual(["a1", "a2"]);
    await finish("a2");
    expect(started).toEqual(["a1", "a2", "a3"]);
    await finish("a1");
    expect(started).toEqual(["a1", "a2", "a3", "a4"]);
  });

  test("the next call of an older run goes before the first call of a younger one", async () => {
    const queue = new CallQueue({ maxInFlight: 10 });
    push(queue, "old step 1", [box("a")], { order: 1 });
    push(queue, "young step 1", [box("a")], { order: 2 });
    push(queue, "old step 2", [box("a")], { order: 1 });
    await finish("old step 1");
    expect(started).toEqual(["old step 1", "old step 2"]);
  });

  test("cancelled calls are passed over", async () => {
    const queue = new CallQueue({ maxInFlight: 10 });
    let isLive = true;
    push(queue, "a1", [box("a")]);
    push(queue, "a2", [box("a")], { isLive: () => isLive });
    push(queue, "a3", [box("a")]);
    isLive = false;
    await finish("a1");
    expect(started).toEqual(["a1", "a3"]);
    await finish("a3");
    expect(queue.footprint).toBe(0);
  });

  test("a raised limit counts for the calls that come after", async () => {
    const queue = new CallQueue({ maxInFlight: 10 });
    push(queue, "a1", [box("a")]);
    push(queue, "a2", [box("a")]);
    push(queue, "a3", [box("a", 3)]);
    await finish("a1");
    expect(started).toEqual(["a1", "a2", "a3"]);
  });
});

describe("several keys", () => {
  test("a call needs room under each of its keys, and others are not held up by it", async () => {
    const queue = new CallQueue({ maxInFlight: 10 });
    push(queue, "ax", [box("a"), box("fn", 2)]);
    push(queue, "ay", [box("a"), box("fn", 2)]);
    push(queue, "bx", [box("b"), box("fn", 2)]);
    push(queue, "cx", [box("c"), box("fn", 2)]);
    expect(started).toEqual(["ax", "bx"]);
    await finish("bx");
    expect(started).toEqual(["ax", "bx", "cx"]);
    await finish("ax");
    expect(started).toEqual(["ax", "bx", "cx", "ay"]);
  });

  test("a busy key does not starve one that waits for the common limit", async () => {
    const queue = new CallQueue({ maxInFlight: 1 });
    push(queue, "a1", [box("a")]);
    push(queue, "b1", [box("b")]);
    push(queue, "a2", [box("a")]);
    await finish("a1");
    expect(started).toEqual(["a1", "b1"]);
    await finish("b1");
    expect(started).toEqual(["a1", "b1", "a2"]);
  });

  test("two waiting calls of one key start together when the common limit allows", async () => {
    const queue = new CallQueue({ maxInFlight: 2 });
    for (const name of ["x", "y"]) push(queue, name, []);
    for (const name of ["a1", "a2", "a3"]) push(queue, name, [box("a", 5)]);
    open.get("x")?.();
    open.get("y")?.();
    await settle();
    expect(started).toEqual(["x", "y", "a1", "a2"]);
  });
});

test("an older call that joins a waiting group moves the group forward", async () => {
  const queue = new CallQueue({ maxInFlight: 10 });
  push(queue, "busy", [box("fn")], { order: 0 });
  push(queue, "b3", [box("b"), box("fn")], { order: 3 });
  push(queue, "a5", [box("a"), box("fn")], { order: 5 });
  push(queue, "a1", [box("a"), box("fn")], { order: 1 });
  for (const name of ["busy", "a1", "b3", "a5"]) await finish(name);
  expect(started).toEqual(["busy", "a1", "b3", "a5"]);
});

test("paused, nothing starts; resumed, the oldest go first", async () => {
  const queue = new CallQueue({ maxInFlight: 2 });
  push(queue, "before", [box("a")]);
  queue.pause();
  for (const name of ["b1", "a2", "c1"]) push(queue, name, [box(name.slice(0, 1))]);
  await finish("before");
  expect(started).toEqual(["before"]);
  queue.resume();
  expect(started).toEqual(["before", "b1", "a2"]);
});

test("untilIdle waits for what is in flight", async () => {
  const queue = new CallQueue({ maxInFlight: 2 });
  let isIdle = false;
  await queue.untilIdle();
  push(queue, "a", []);
  queue.pause();
  const idle = queue.untilIdle().then(() => {
    isIdle = true;
  });
  await settle();
  expect(isIdle).toBe(false);
  await finish("a");
  await idle;
  expect(queue.inFlight).toBe(0);
});

test("whatever comes, limits hold, calls with the same keys keep their order, everything runs and nothing is left behind", async () => {
  const call = fc.record({
    a: fc.integer({ min: 0, max: 3 }),
    b: fc.integer({ min: 0, max: 2 }),
    turns: fc.integer({ min: 0, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), async (calls, maxInFlight) => {
      const queue = new CallQueue({ maxInFlight });
      const busy = new Map<string, number>();
      const begun: number[] = [];
      const enter = (key: string, limit: number, by: 1 | -1) => {
        busy.set(key, (busy.get(key) ?? 0) + by);
        expect(busy.get(key)).toBeLessThanOrEqual(limit);
      };
      for (const [index, { a, b, turns }] of calls.entries()) {
        const slots = [box(`a${a}`), { key: `b${b}`, limit: 2 }];
        const run = async () => {
          begun.push(index);
          for (const slot of [...slots, { key: "all", limit: maxInFlight }]) enter(slot.key, slot.limit, 1);
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          for (const slot of [...slots, { key: "all", limit: maxInFlight }]) enter(slot.key, slot.limit, -1);
        };
        queue.push({ order: index, slots, isLive: () => true, run });
      }
      for (let turn = 0; turn < 1_000 && queue.footprint > 0; turn += 1)
        await new Promise((resolve) => setImmediate(resolve));
      expect(begun.toSorted((x, y) => x - y)).toEqual(calls.map((_, index) => index));
      for (const alike of Map.groupBy(begun, (index) => `${calls[index]?.a} ${calls[index]?.b}`).values()) {
        expect(alike).toEqual(alike.toSorted((x, y) => x - y));
      }
      expect([queue.footprint, queue.inFlight]).toEqual([0, 0]);
    }),
    { numRuns: 200 },
  );
});

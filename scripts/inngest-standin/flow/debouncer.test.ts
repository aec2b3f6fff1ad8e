import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "#scripts/inngest-standin/testing/fake-clock.ts";
import { makeFunction } from "#scripts/inngest-standin/testing/make-function.ts";
import { Scheduler } from "#scripts/inngest-standin/time/scheduler.ts";
import { Debouncer } from "./debouncer.ts";

let clock: FakeClock;
let debouncer: Debouncer;
let released: string[];

beforeEach(() => {
  clock = new FakeClock(0);
  released = [];
  debouncer = new Debouncer(
    clock,
    new Scheduler(clock, (error) => {
      throw error;
    }),
  );
});

const offer = (fn: ReturnType<typeof makeFunction>, id: string, domain = "d") =>
  debouncer.offer(fn, { id, name: "go", data: { domain }, ts: 0 }, (latest) =>
    released.push(`${latest.id}@${clock.now()}`),
  );

test("lets the last event through once it has been quiet, each key for itself", async () => {
  const fn = makeFunction({ debounce: { period: "5s", key: "event.data.domain" } });
  offer(fn, "a1");
  await clock.advance(4_000);
  offer(fn, "a2");
  offer(fn, "b1", "other");
  await clock.advance(4_999);
  expect(released).toEqual([]);
  await clock.advance(1);
  expect(released).toEqual(["a2@9000", "b1@9000"]);
  expect(debouncer.size).toBe(0);
});

test("waits no longer than the timeout although events keep coming", async () => {
  const fn = makeFunction({ debounce: { period: "2s", timeout: "5s" } });
  for (let n = 0; n < 8; n += 1) {
    offer(fn, `e${n}`);
    await clock.advance(1_000);
  }
  expect(released).toEqual(["e4@5000"]);
  await clock.advance(2_000);
  expect(released).toEqual(["e4@5000", "e7@9000"]);
});

test("does not hold events of a function without debounce", () => {
  offer(makeFunction(), "a");
  expect(released).toEqual(["a@0"]);
});

import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "#scripts/inngest-standin/testing/fake-clock.ts";
import { Scheduler } from "./scheduler.ts";

const day = 86_400_000;
let clock: FakeClock;
let scheduler: Scheduler;
let fired: string[];
let errors: unknown[];

const note = (name: string) => () => void fired.push(`${name}@${clock.now()}`);

beforeEach(() => {
  clock = new FakeClock(0);
  fired = [];
  errors = [];
  scheduler = new Scheduler(clock, (error) => errors.push(error));
});

test("fires by due time, then in the order of scheduling", async () => {
  scheduler.at(20, note("c"));
  scheduler.at(10, note("a"));
  scheduler.at(10, note("b"));
  await clock.advance(9);
  expect(fired).toEqual([]);
  await clock.advance(20);
  expect(fired).toEqual(["a@10", "b@10", "c@20"]);
});

test("what is due in the past fires at the next turn, not inside the call", async () => {
  scheduler.at(-5, note("late"));
  expect(fired).toEqual([]);
  await clock.advance(0);
  expect(fired).toEqual(["late@0"]);
});

test("sleeps of months are exact although no timer is that long", async () => {
  scheduler.at(30 * day, note("spring"));
  await clock.advance(30 * day - 1);
  expect(fired).toEqual([]);
  await clock.advance(1);
  expect(fired).toEqual([`spring@${30 * day}`]);
});

test("after the machine slept, everything that was due fires at once", async () => {
  scheduler.at(1_000, note("a"));
  scheduler.at(3_600_000, note("b"));
  await clock.wakeAfter(2 * 3_600_000);
  expect(fired).toEqual([`a@${2 * 3_600_000}`, `b@${2 * 3_600_000}`]);
});

test("cancelled callbacks do not fire and do not pile up", async () => {
  const handles = Array.from({ length: 1_000 }, (_, index) => scheduler.at(day + index, note("never")));
  scheduler.at(day, note("kept"));
  for (const handle of handles) handle.cancel();
  handles[0]?.cancel();
  expect(scheduler.size).toBe(1);
  await clock.advance(2 * day);
  expect(fired).toEqual([`kept@${day}`]);
  expect(scheduler.size).toBe(0);
});

test("a callback may schedule and may throw without stopping the others", async () => {
  scheduler.at(1, () => {
    scheduler.at(2, note("second"));
    throw new Error("boom");
  });
  scheduler.at(1, note("first"));
  await clock.advance(5);
  expect(fired).toEqual(["first@1", "second@2"]);
  expect(errors).toEqual([new Error("boom")]);
});

test("stop forgets everything", async () => {
  scheduler.at(1, note("a"));
  scheduler.stop();
  await clock.advance(10);
  expect(fired).toEqual([]);
  expect(scheduler.size).toBe(0);
});

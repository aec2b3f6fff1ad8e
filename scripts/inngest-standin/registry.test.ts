import { beforeEach, describe, expect, test } from "vitest";
import { Registry } from "./registry.ts";
import { FakeClock } from "./testing/fake-clock.ts";
import { wireFunction } from "./testing/make-function.ts";
import { Scheduler } from "./time/scheduler.ts";

const minute = 60_000;
let clock: FakeClock;
let registry: Registry;
let ticks: string[];

beforeEach(() => {
  clock = new FakeClock(Date.UTC(2026, 0, 5, 9));
  ticks = [];
  const scheduler = new Scheduler(clock, (error) => {
    throw error;
  });
  registry = new Registry({ clock, scheduler, onCron: (fn, cron) => ticks.push(`${fn.id} ${fn.name} ${cron}`) });
});

const names = (event: string) => registry.match({ id: "e", name: event, data: {}, ts: 0 }).map((fn) => fn.id);
const cronFunction = (id: string, cron: string, name = id) => wireFunction({ id, name, triggers: [{ cron }] });

test("says whether a registration changed anything", () => {
  expect(registry.isFilled).toBe(false);
  expect(registry.replace([])).toBe(true);
  expect(registry.isFilled).toBe(true);
  expect(registry.replace([wireFunction()])).toBe(true);
  expect(registry.replace([wireFunction()])).toBe(false);
  expect(registry.replace([wireFunction({ concurrency: 2 })])).toBe(true);
});

test("functions that are gone are no longer started, new ones are", () => {
  registry.replace([wireFunction({ id: "app-a" })]);
  registry.replace([wireFunction({ id: "app-b" })]);
  expect(names("go")).toEqual(["app-b"]);
  expect(registry.get("app-a")).toBeUndefined();
});

test("a list with one bad function changes nothing", () => {
  registry.replace([wireFunction({ id: "app-a" })]);
  expect(() =>
    registry.replace([wireFunction({ id: "app-b" }), wireFunction({ id: "app-c", debounce: { period: "x" } })]),
  ).toThrow("app-c");
  expect(names("go")).toEqual(["app-a"]);
  expect(registry.replace([wireFunction({ id: "app-a" })])).toBe(false);
});

describe("cron timers", () => {
  test("an unchanged pattern keeps its next time and takes the new settings", async () => {
    registry.replace([cronFunction("app-a", "*/5 * * * *", "old")]);
    await clock.advance(4 * minute);
    registry.replace([cronFunction("app-a", "*/5 * * * *", "new")]);
    await clock.advance(minute);
    expect(ticks).toEqual(["app-a new */5 * * * *"]);
  });

  test("a removed or changed pattern stops", async () => {
    registry.replace([cronFunction("app-a", "*/5 * * * *"), cronFunction("app-b", "*/5 * * * *")]);
    registry.replace([cronFunction("app-a", "*/10 * * * *")]);
    await clock.advance(10 * minute);
    expect(ticks).toEqual(["app-a app-a */10 * * * *"]);
  });

  test("a function that comes back ticks once, not once for each time it was registered", async () => {
    registry.replace([cronFunction("app-a", "*/5 * * * *")]);
    registry.replace([]);
    registry.replace([cronFunction("app-a", "*/5 * * * *")]);
    await clock.advance(5 * minute);
    expect(ticks).toEqual(["app-a app-a */5 * * * *"]);
  });

  test("several crons of one function each tick; the next one is told", async () => {
    registry.replace([
      wireFunction({ id: "app-a", triggers: [{ cron: "15 * * * *" }, { cron: "TZ=Asia/Kolkata 0 15 * * *" }] }),
    ]);
    expect(registry.nextTicks("app-a").map((at) => new Date(at).toISOString())).toEqual([
      "2026-01-05T09:15:00.000Z",
      "2026-01-05T09:30:00.000Z",
    ]);
    await clock.advance(30 * minute);
    expect(ticks).toEqual(["app-a app-a 15 * * * *", "app-a app-a TZ=Asia/Kolkata 0 15 * * *"]);
    expect(registry.nextTicks("app-none")).toEqual([]);
  });
});

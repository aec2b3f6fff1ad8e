import { beforeEach, describe, expect, test } from "vitest";
import { done, inOrder, ran, sleep, stepThrew } from "./testing/fake-app.ts";
import { settle } from "./testing/fake-clock.ts";
import { type FakeWorld, makeFakeWorld } from "./testing/fake-world.ts";
import { wireFunction } from "./testing/make-function.ts";

/** Which events start runs, when, and how many at once. */

const hour = 3_600_000;
let world: FakeWorld;

beforeEach(() => {
  world = makeFakeWorld();
});

const statuses = (id?: string) => world.runs(id).map((run) => run.status);
const dataOfCalls = () => world.app.calls.map((call) => call.event.data.n);

describe("triggers", () => {
  test("start the functions whose name, wildcard and condition fit, each once", async () => {
    world.engine.register([
      wireFunction({ id: "app-exact", triggers: [{ event: "mail/sent" }] }),
      wireFunction({ id: "app-wild", triggers: [{ event: "mail/*" }, { event: "mail/sent" }] }),
      wireFunction({ id: "app-big", triggers: [{ event: "mail/sent", expression: "event.data.n > 5" }] }),
      wireFunction({ id: "app-all", triggers: [{ event: "*" }] }),
    ]);
    for (const id of ["app-exact", "app-wild", "app-big", "app-all"]) world.app.on(id, () => done());
    await world.send("mail/sent", { n: 1 });
    expect(world.app.calls.map((call) => call.functionId)).toEqual(["app-exact", "app-wild", "app-all"]);
    await world.send("mail/other", { n: 9 });
    await world.send("mail/sent", { n: 9 });
    expect(world.runs("app-big")).toHaveLength(1);
    expect(world.runs("app-wild")).toHaveLength(3);
  });

  test("an event id is taken once in 24 hours", async () => {
    world.engine.register([wireFunction()]);
    world.app.on("app-fn", () => done());
    await world.send("go", {}, { id: "same" });
    await world.send("go", {}, { id: "same" });
    expect(world.runs()).toHaveLength(1);
    await world.clock.advance(24 * hour);
    await world.send("go", {}, { id: "same" });
    expect(world.runs()).toHaveLength(2);
  });

  test("cron ticks come at their times; those missed while the machine slept are not made up for", async () => {
    world.engine.register([wireFunction({ triggers: [{ cron: "*/30 * * * *" }] })]);
    world.app.on("app-fn", () => done());
    await world.clock.advance(hour);
    expect(
      world.app.calls.map((call) => [call.event.name, call.event.data.cron, new Date(call.event.ts).toISOString()]),
    ).toEqual([
      ["inngest/scheduled.timer", "*/30 * * * *", "2026-01-05T09:30:00.000Z"],
      ["inngest/scheduled.timer", "*/30 * * * *", "2026-01-05T10:00:00.000Z"],
    ]);
    await world.clock.wakeAfter(5 * hour + 60_000);
    expect(world.app.calls).toHaveLength(3);
    expect(world.engine.snapshot().functions[0]?.next_run_at).toBe("2026-01-05T15:30:00.000Z");
    await world.clock.advance(hour);
    expect(world.app.calls).toHaveLength(5);
  });
});

describe("concurrency", () => {
  const perBox = { concurrency: [{ key: "event.data.box", limit: 1 }] };

  test("a run waiting out a sleep or a back-off holds no slot, so the next one goes", async () => {
    world.engine.register([wireFunction(perBox)]);
    world.app.on("app-fn", (call) => {
      if (call.event.data.n === 1) return inOrder([sleep("nap", "1h")])(call);
      if (call.event.data.n === 2 && call.attempt === 0) return stepThrew("a", "boom");
      return done();
    });
    for (const n of [1, 2, 3]) await world.send("go", { box: "b", n });
    expect(dataOfCalls()).toEqual([1, 2, 3]);
    expect(statuses()).toEqual(["completed", "running", "running"]);
    await world.clock.advance(hour);
    expect(statuses()).toEqual(["completed", "completed", "completed"]);
  });

  test("never more calls at once than the key allows, in the order of the events", async () => {
    const open: (() => void)[] = [];
    world.engine.register([wireFunction(perBox)]);
    world.app.on("app-fn", async () => {
      await new Promise<void>((resolve) => open.push(resolve));
      return done();
    });
    for (const n of [1, 2, 3]) for (const box of ["a", "b"]) await world.send("go", { box, n });
    expect(world.app.calls.map((call) => `${call.event.data.box}${call.event.data.n}`)).toEqual(["a1", "b1"]);
    while (open.length > 0) {
      expect(world.engine.snapshot().in_flight).toBeLessThanOrEqual(2);
      open.shift()?.();
      await settle();
    }
    expect(world.app.calls.map((call) => `${call.event.data.box}${call.event.data.n}`)).toEqual([
      "a1",
      "b1",
      "a2",
      "b2",
      "a3",
      "b3",
    ]);
  });

  test("500 runs of four steps over six boxes drain with five calls each, at most as many at once as boxes", async () => {
    let inFlight = 0;
    let most = 0;
    const script = inOrder([ran("claim"), ran("write"), ran("send"), ran("record")]);
    world.engine.register([wireFunction(perBox)]);
    world.app.on("app-fn", async (call) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await Promise.resolve();
      inFlight -= 1;
      return script(call);
    });
    const events = Array.from({ length: 500 }, (_, n) => ({
      id: `e${n}`,
      name: "go",
      data: { box: n % 6, n },
      ts: world.clock.now(),
    }));
    world.engine.publish(events);
    while (world.engine.snapshot().active > 0) await settle();
    expect(world.app.calls).toHaveLength(2_500);
    expect(most).toBe(6);
    const ofFirstBox = world.app.calls
      .filter((call) => call.event.data.box === 0)
      .map((call) => call.event.data.n as number);
    expect(ofFirstBox).toEqual(ofFirstBox.toSorted((a, b) => a - b));
  });
});

describe("singleton", () => {
  const singleton = (mode: string) => wireFunction({ singleton: { key: "event.data.tenant", mode } });

  test("skip: a new event is dropped while a run of its key is active", async () => {
    world.engine.register([singleton("skip")]);
    world.app.on("app-fn", inOrder([sleep("nap", "1m")]));
    for (const [n, tenant] of ["a", "a", "b"].entries()) await world.send("go", { tenant, n });
    expect(dataOfCalls()).toEqual([0, 2]);
    await world.clock.advance(60_000);
    await world.send("go", { tenant: "a", n: 9 });
    expect(statuses()).toEqual(["running", "completed", "completed"]);
  });

  test("cancel: the newer run takes over", async () => {
    world.engine.register([singleton("cancel")]);
    world.app.on("app-fn", inOrder([sleep("nap", "1m")]));
    await world.send("go", { tenant: "a" });
    await world.send("go", { tenant: "a" });
    await world.send("go", { tenant: "a" });
    expect(statuses()).toEqual(["running", "cancelled", "cancelled"]);
    await world.clock.advance(60_000);
    expect(statuses()).toEqual(["completed", "cancelled", "cancelled"]);
  });

  test("is free again after a failure", async () => {
    world.engine.register([
      wireFunction({ singleton: { mode: "skip" }, steps: { step: { retries: { attempts: 0 } } } }),
    ]);
    world.app.on("app-fn", () => ({ kind: "lost", message: "reset" }));
    await world.send("go");
    await world.send("go");
    expect(statuses()).toEqual(["failed", "failed"]);
  });
});

test("debounce: one run with the last event", async () => {
  world.engine.register([wireFunction({ debounce: { key: "event.data.d", period: "3s", timeout: "5s" } })]);
  world.app.on("app-fn", () => done());
  for (const n of [1, 2, 3]) await world.send("go", { d: "x", n });
  await world.clock.advance(2_999);
  expect(world.app.calls).toEqual([]);
  await world.clock.advance(1);
  expect(dataOfCalls()).toEqual([3]);
});

test("throttle: runs are queued and start at the rate", async () => {
  world.engine.register([wireFunction({ throttle: { limit: 2, period: "1m" } })]);
  world.app.on("app-fn", () => done());
  for (const n of [1, 2, 3]) await world.send("go", { n });
  expect([dataOfCalls(), statuses()]).toEqual([[1], ["queued", "queued", "completed"]]);
  await world.clock.advance(30_000);
  expect(dataOfCalls()).toEqual([1, 2]);
  await world.clock.advance(30_000);
  expect(dataOfCalls()).toEqual([1, 2, 3]);
});

test("rate limit: events beyond it start nothing", async () => {
  world.engine.register([wireFunction({ rateLimit: { limit: 2, period: "1m" } })]);
  world.app.on("app-fn", () => done());
  for (const n of [1, 2, 3]) await world.send("go", { n });
  await world.clock.advance(60_000);
  await world.send("go", { n: 4 });
  expect(dataOfCalls()).toEqual([1, 2, 4]);
});

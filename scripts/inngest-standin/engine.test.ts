import { beforeEach, describe, expect, test } from "vitest";
import { done, inOrder, ops, ran, sleep, stepThrew, threw, threwForGood } from "./testing/fake-app.ts";
import { settle } from "./testing/fake-clock.ts";
import { type FakeWorld, makeFakeWorld } from "./testing/fake-world.ts";
import { wireFunction } from "./testing/make-function.ts";

const day = 86_400_000;
let world: FakeWorld;

beforeEach(() => {
  world = makeFakeWorld();
});

const statuses = (id?: string) => world.runs(id).map((run) => run.status);

describe("a run", () => {
  test("goes through its steps, sleeping for days, and ends", async () => {
    world.engine.register([wireFunction()]);
    world.app.on("app-fn", inOrder([ran("a", 1), sleep("nap", "3d"), ran("b", 2)], "fine"));
    await world.send("go");
    expect(world.runs()[0]).toMatchObject({ status: "running", steps: 1, waiting_for: ["sleep"], calls: 2 });
    await world.clock.advance(3 * day - 1);
    expect(world.app.calls).toHaveLength(2);
    await world.clock.advance(1);
    expect(world.runs()[0]).toMatchObject({ status: "completed", steps: 3, calls: 4, error: null, waiting_for: [] });
    expect(world.app.calls.at(-1)?.steps).toEqual({
      a: { type: "data", data: 1 },
      nap: { type: "data", data: null },
      b: { type: "data", data: 2 },
    });
    expect(world.engine.snapshot()).toMatchObject({ active: 0, in_flight: 0 });
  });

  test("is tried again with growing pauses until its attempts are used up, then reported as failed", async () => {
    world.engine.register([
      wireFunction(),
      wireFunction({
        id: "app-fn-failure",
        triggers: [{ event: "inngest/function.failed", expression: "event.data.function_id == 'app-fn'" }],
      }),
    ]);
    world.app.on("app-fn-failure", () => done());
    const startedAt = world.clock.now();
    const at: number[] = [];
    world.app.on("app-fn", () => {
      at.push(world.clock.now() - startedAt);
      return threw({ name: "Error", message: "boom" });
    });
    await world.send("go", { who: "x" });
    await world.clock.advance(day);
    expect(at).toEqual([0, 10_000, 40_000, 100_000]);
    expect(world.runs()[0]).toMatchObject({ status: "failed", error: "Error: boom", calls: 4 });
    const failure = world.app.calls.at(-1);
    expect(failure?.event.name).toBe("inngest/function.failed");
    expect(failure?.event.data).toMatchObject({
      function_id: "app-fn",
      run_id: world.runs()[0]?.id,
      error: { message: "boom" },
      event: { name: "go", data: { who: "x" } },
    });
    expect(statuses("app-fn-failure")).toEqual(["completed"]);
  });

  test("counts the attempts of each step by itself and waits as long as it is asked to", async () => {
    world.engine.register([wireFunction({ steps: { step: { retries: { attempts: 1 } } } })]);
    world.app.on("app-fn", (call) => {
      if (!("a" in call.steps)) return call.attempt === 0 ? stepThrew("a", "boom", "90") : ops(ran("a"));
      if (!("b" in call.steps)) return call.attempt === 0 ? stepThrew("b", "boom") : ops(ran("b"));
      return done();
    });
    await world.send("go");
    await world.clock.advance(89_999);
    expect(world.app.calls).toHaveLength(1);
    await world.clock.advance(1);
    expect(world.app.calls.map((call) => call.attempt)).toEqual([0, 1, 0]);
    await world.clock.advance(10_000);
    expect(statuses()).toEqual(["completed"]);
  });

  test("started by a future event begins then", async () => {
    world.engine.register([wireFunction()]);
    world.app.on("app-fn", () => done());
    await world.send("go", {}, { ts: world.clock.now() + 2 * day });
    await world.clock.advance(2 * day - 1);
    expect(world.runs()).toEqual([]);
    await world.clock.advance(1);
    expect(statuses()).toEqual(["completed"]);
  });

  test("invokes another and takes its result, its error, a time-out, or that there is none", async () => {
    const invoke = (id: string, functionId: string, timeout?: string) => ({
      id,
      op: "InvokeFunction",
      opts: { function_id: functionId, payload: { data: { n: 1 } }, timeout },
    });
    world.engine.register([
      wireFunction(),
      wireFunction({ id: "app-good", triggers: [] }),
      wireFunction({ id: "app-bad", triggers: [] }),
      wireFunction({ id: "app-slow", triggers: [] }),
    ]);
    world.app
      .on("app-good", (call) => done({ twice: (call.event.data.n as number) * 2 }))
      .on("app-bad", () => threwForGood("no way"))
      .on("app-slow", inOrder([sleep("nap", "1d")]))
      .on(
        "app-fn",
        inOrder([
          invoke("g", "app-good"),
          invoke("b", "app-bad"),
          invoke("s", "app-slow", "1h"),
          invoke("n", "app-none"),
        ]),
      );
    await world.send("go");
    await world.clock.advance(3_600_000);
    expect(statuses()).toEqual(["completed"]);
    expect(world.app.calls.findLast((call) => call.functionId === "app-fn")?.steps).toMatchObject({
      g: { type: "data", data: { twice: 2 } },
      b: { type: "error", error: { message: "no way" } },
      s: { type: "error", error: { name: "InngestInvokeTimeoutError" } },
      n: { type: "error", error: { name: "FunctionNotFoundError" } },
    });
    expect(world.app.calls.find((call) => call.functionId === "app-good")?.event.name).toBe("inngest/function.invoked");
  });

  test("waits for an event that fits, once, or gets null at the time-out", async () => {
    const opts = { timeout: "1h", if: "event.data.id == async.data.id" };
    world.engine.register([wireFunction()]);
    world.app.on("app-fn", inOrder([{ id: "w", op: "WaitForEvent", name: "reply", opts }]));
    await world.send("go", { id: 1 });
    await world.send("go", { id: 2 });
    await world.send("reply", { id: 2, text: "hi" });
    await world.send("reply", { id: 2, text: "again" });
    expect(statuses()).toEqual(["completed", "running"]);
    expect(world.app.calls.at(-1)?.steps.w).toMatchObject({ data: { name: "reply", data: { text: "hi" } } });
    await world.clock.advance(3_600_000);
    expect(statuses()).toEqual(["completed", "completed"]);
    expect(world.app.calls.at(-1)?.steps.w).toEqual({ type: "data", data: null });
    expect(world.engine.footprint).toEqual({ timers: 0, awaitedEvents: 0, queued: 0 });
  });
});

describe("the end from outside", () => {
  test("a cancelling event ends the runs it fits, wherever they wait, and is reported", async () => {
    world.engine.register([
      wireFunction({ cancel: [{ event: "stop", if: "event.data.id == async.data.id" }] }),
      wireFunction({ id: "app-on-cancel", triggers: [{ event: "inngest/function.cancelled" }] }),
    ]);
    world.app.on("app-fn", inOrder([sleep("nap", "1d")])).on("app-on-cancel", () => done());
    await world.send("go", { id: 1 });
    await world.send("go", { id: 2 });
    await world.send("stop", { id: 1 });
    expect(statuses()).toEqual(["running", "cancelled"]);
    expect(statuses("app-on-cancel")).toEqual(["completed"]);
    await world.clock.advance(day);
    expect(statuses()).toEqual(["completed", "cancelled"]);
    expect(world.app.calls.filter((call) => call.event.data.id === 1)).toHaveLength(1);
  });

  test("a cancelling event counts only until its time-out, and never for a run it starts itself", async () => {
    const cancel = [{ event: "go", timeout: "1h" }];
    world.engine.register([wireFunction({ cancel })]);
    world.app.on("app-fn", inOrder([sleep("nap", "1d")]));
    await world.send("go");
    expect(statuses()).toEqual(["running"]);
    await world.clock.advance(3_600_000);
    await world.send("go");
    expect(statuses()).toEqual(["running", "running"]);
    await world.send("go");
    expect(statuses()).toEqual(["running", "cancelled", "running"]);
  });

  test("runs that do not start or do not finish in time are cancelled, and a late answer changes nothing", async () => {
    const slow = Promise.withResolvers<void>();
    world.engine.register([wireFunction({ concurrency: 1, timeouts: { start: "1m", finish: "5m" } })]);
    world.app.on("app-fn", () => slow.promise.then(() => done("late")));
    await world.send("go");
    await world.send("go");
    await world.clock.advance(60_000);
    expect(statuses()).toEqual(["cancelled", "running"]);
    await world.clock.advance(240_000);
    expect(world.runs()[1]).toMatchObject({ status: "cancelled", error: expect.stringContaining("finish time-out") });
    slow.resolve();
    await settle();
    expect(statuses()).toEqual(["cancelled", "cancelled"]);
    expect(world.engine.snapshot()).toMatchObject({ active: 0, in_flight: 0 });
  });
});

test("a run that has ended leaves nothing behind, however many things it was waiting for", async () => {
  const wait = { id: "w", op: "WaitForEvent", name: "reply", opts: { timeout: "9d" } };
  const timeouts = { start: "1h", finish: "30d" };
  world.engine.register([wireFunction({ cancel: [{ event: "stop", timeout: "20d" }], timeouts, concurrency: 3 })]);
  world.app.on("app-fn", (call) => (call.event.data.isShort ? done() : ops(sleep("nap", "8d"), wait, ran("a"))));
  await world.send("go", { isShort: true });
  expect(world.engine.footprint).toEqual({ timers: 0, awaitedEvents: 0, queued: 0 });
  await world.send("go");
  expect(world.engine.footprint).toEqual({ timers: 5, awaitedEvents: 2, queued: 0 });
  await world.send("reply");
  expect(world.engine.footprint).toEqual({ timers: 4, awaitedEvents: 1, queued: 0 });
  await world.send("stop");
  expect(statuses()).toEqual(["cancelled", "completed"]);
  expect(world.engine.footprint).toEqual({ timers: 0, awaitedEvents: 0, queued: 0 });
});

describe("the app", () => {
  test("gone: calls wait without using up attempts until it is back", async () => {
    let isUp = false;
    world.engine.register([wireFunction({ steps: { step: { retries: { attempts: 0 } } } })]);
    world.app.on("app-fn", () => (isUp ? done() : { kind: "refused", message: "ECONNREFUSED" }));
    for (let n = 0; n < 20; n += 1) await world.send("go");
    await world.clock.advance(day);
    expect(world.reports).toEqual(["away"]);
    expect(world.app.calls).toHaveLength(1);
    isUp = true;
    world.engine.resume();
    await settle();
    expect(new Set(statuses())).toEqual(new Set(["completed"]));
  });

  test("not knowing a function is asked to register again, and the call is repeated later", async () => {
    world.engine.register([wireFunction()]);
    await world.send("go");
    expect(world.reports).toEqual(["unknown app-fn"]);
    world.app.on("app-fn", () => done());
    await world.clock.advance(10_000);
    expect(statuses()).toEqual(["completed"]);
  });

  test("shutting down starts nothing more and waits for the calls in flight", async () => {
    const slow = Promise.withResolvers<void>();
    world.engine.register([wireFunction()]);
    world.app.on("app-fn", (call) => slow.promise.then(() => inOrder([ran("a")])(call)));
    await world.send("go");
    const isDown = world.engine.shutDown().then(() => true);
    expect(await Promise.race([isDown, settle()])).toBeUndefined();
    slow.resolve();
    expect(await isDown).toBe(true);
    expect(world.app.calls).toHaveLength(1);
  });
});

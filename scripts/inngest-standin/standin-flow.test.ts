import { NonRetriableError } from "inngest";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { until } from "#scripts/inngest-standin/testing/fake-clock.ts";
import { type FunctionsOf, type SdkWorld, startSdkWorld } from "#scripts/inngest-standin/testing/sdk-world.ts";

// Real sockets and processes: slow when the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

/** Waits, flow control and an app that comes and goes, with the real SDK over real sockets. */

let world: SdkWorld;
let seen: string[];

const start = async (functionsOf: FunctionsOf) => {
  world = await startSdkWorld(functionsOf);
};

beforeEach(() => {
  seen = [];
});

afterEach(() => world.stop());

describe("waiting", () => {
  test("sleeps, waits for an event and times out", async () => {
    await start((client) => [
      client.createFunction({ id: "nap", triggers: [{ event: "nap" }] }, async ({ event, step }) => {
        await step.sleep("pause", "2m");
        const answer = await step.waitForEvent("reply", { event: "reply", match: "data.thread", timeout: "1m" });
        return step.run("end", () => seen.push(`${event.data.thread}: ${answer ? answer.data.text : "nothing"}`));
      }),
    ]);
    await world.up();
    await world.client.send([
      { name: "nap", data: { thread: 1 } },
      { name: "nap", data: { thread: 2 } },
    ]);
    await until(() => world.waitingFor("nap").join() === "sleep,sleep", "both sleep");
    await world.clock.advance(120_000);
    await until(() => world.waitingFor("nap").join() === "wait,wait", "both wait");
    await world.client.send({ name: "reply", data: { thread: 2, text: "hello" } });
    await until(() => seen.length === 1, "the reply is taken");
    await world.clock.advance(60_000);
    await until(() => world.statusOf("nap").every((status) => status === "completed"), "the wait times out");
    expect(seen).toEqual(["2: hello", "1: nothing"]);
  });

  test("invoke returns the other function's result or error", async () => {
    await start((client) => {
      const half = client.createFunction(
        { id: "half", retries: 0, triggers: [{ event: "half" }] },
        async ({ event }) => {
          if (event.data.of === 0) throw new NonRetriableError("nothing to halve");
          return { half: (event.data.of as number) / 2 };
        },
      );
      const caller = client.createFunction({ id: "caller", triggers: [{ event: "call" }] }, async ({ event, step }) => {
        const outcome = await step
          .invoke("halve", { function: half, data: { of: event.data.of } })
          .catch((error: Error) => error.message);
        await step.run("tell", () => seen.push(JSON.stringify(outcome)));
      });
      return [half, caller];
    });
    await world.up();
    await world.client.send({ name: "call", data: { of: 8 } });
    await until(() => seen.length === 1, "the result");
    await world.client.send({ name: "call", data: { of: 0 } });
    await until(() => seen.length === 2, "the error");
    expect(seen).toEqual(['{"half":4}', '"nothing to halve"']);
  });
});

describe("flow control", () => {
  test("one run at a time per key, in the order of the events; other keys go on", async () => {
    await start((client) => [
      client.createFunction(
        { id: "mail", concurrency: { key: "event.data.box", limit: 1 }, triggers: [{ event: "mail" }] },
        async ({ event, step }) => {
          await step.run("a", () => seen.push(`${event.data.box}${event.data.n}a`));
          await step.run("b", () => seen.push(`${event.data.box}${event.data.n}b`));
        },
      ),
    ]);
    await world.up();
    await world.client.send([1, 2, 3].flatMap((n) => ["x", "y"].map((box) => ({ name: "mail", data: { box, n } }))));
    await until(() => world.statusOf("mail").filter((status) => status === "completed").length === 6, "six runs");
    const of = (box: string) => seen.filter((entry) => entry.startsWith(box));
    expect(of("x")).toEqual(["x1a", "x1b", "x2a", "x2b", "x3a", "x3b"]);
    expect(of("y")).toEqual(["y1a", "y1b", "y2a", "y2b", "y3a", "y3b"]);
  });

  test("a singleton skips events while it runs; a repeated event id is dropped", async () => {
    const held = Promise.withResolvers<void>();
    await start((client) => [
      client.createFunction(
        { id: "only", singleton: { key: "event.data.tenant", mode: "skip" }, triggers: [{ event: "only" }] },
        async ({ step }) => {
          await step.run("work", () => held.promise);
        },
      ),
    ]);
    await world.up();
    for (const tenant of ["a", "a", "b"]) await world.client.send({ name: "only", data: { tenant } });
    expect(world.runs("only")).toHaveLength(2);
    held.resolve();
    await until(() => world.statusOf("only").join() === "completed,completed", "both end");
    await world.client.send({ id: "e1", name: "only", data: { tenant: "a" } });
    await until(() => world.statusOf("only")[0] === "completed", "the next one ends");
    await world.client.send({ id: "e1", name: "only", data: { tenant: "a" } });
    expect(world.runs("only")).toHaveLength(3);
  });

  test("cron functions run at their time with the cron in the event", async () => {
    await start((client) => [
      client.createFunction({ id: "tick", triggers: [{ cron: "* * * * *" }] }, async ({ event }) => {
        seen.push(`${event.name} ${(event.data as { cron: string }).cron}`);
      }),
    ]);
    await world.up();
    await world.clock.advance(60_000);
    await until(() => world.statusOf("tick")[0] === "completed", "the tick");
    expect(seen[0]).toBe("inngest/scheduled.timer * * * * *");
  });
});

describe("the app goes away", () => {
  test("calls wait while nothing listens, without using up attempts, and a restarted app is registered again", async () => {
    await start((client) => [
      client.createFunction({ id: "patient", retries: 0, triggers: [{ event: "patient" }] }, async ({ step }) => {
        await step.sleep("pause", "1m");
        await step.run("work", () => seen.push("done"));
      }),
    ]);
    await world.up();
    await world.client.send({ name: "patient", data: {} });
    await until(() => world.waitingFor("patient").join() === "sleep", "it sleeps");
    await world.app.stop();
    await world.clock.advance(60_000);
    await until(() => world.engine.snapshot().is_paused, "the stand-in notices");
    expect(world.statusOf("patient")).toEqual(["running"]);
    await world.up();
    await until(() => world.statusOf("patient")[0] === "completed", "the run goes on");
    expect(seen).toEqual(["done"]);
  });
});

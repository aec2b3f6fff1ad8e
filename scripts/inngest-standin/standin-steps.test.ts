import { NonRetriableError, RetryAfterError } from "inngest";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { until } from "#scripts/inngest-standin/testing/fake-clock.ts";
import { type FunctionsOf, type SdkWorld, startSdkWorld } from "#scripts/inngest-standin/testing/sdk-world.ts";

// Real sockets and processes: slow when the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

/** Steps, failures and retries of the real SDK over real sockets. */

type FailedEvent = { data: { event: { data: Record<string, unknown> } } };

let world: SdkWorld;
let seen: string[];

const start = async (functionsOf: FunctionsOf) => {
  world = await startSdkWorld(functionsOf);
};

beforeEach(() => {
  seen = [];
});

afterEach(() => world.stop());

describe("one function after another", () => {
  test("registers, runs steps in order, passes results on and sends events from a step", async () => {
    await start((client) => [
      client.createFunction({ id: "plan", triggers: [{ event: "plan" }] }, async ({ event, step }) => {
        const rows = await step.run("rows", () => [1, 2, event.data.third as number]);
        await step.sendEvent(
          "fan-out",
          rows.map((row: number) => ({ name: "send", data: { row } })),
        );
        return rows.length;
      }),
      client.createFunction({ id: "send", triggers: [{ event: "send" }] }, async ({ event, step }) => {
        await step.run("deliver", () => seen.push(`row ${event.data.row}`));
      }),
    ]);
    await world.up();
    const { ids } = await world.client.send({ name: "plan", data: { third: 3 } });
    expect(ids).toHaveLength(1);
    await until(() => world.statusOf("send").filter((status) => status === "completed").length === 3, "three sends");
    expect(seen.sort()).toEqual(["row 1", "row 2", "row 3"]);
    expect(world.runs("plan")[0]).toMatchObject({ status: "completed", steps: 2, calls: 3, error: null });
  });

  test("runs parallel steps at the same time, each once, then goes on", async () => {
    const both = Promise.withResolvers<void>();
    let arrived = 0;
    const meet = async (name: string) => {
      arrived += 1;
      if (arrived === 2) both.resolve();
      await both.promise;
      seen.push(name);
      return name;
    };
    await start((client) => [
      client.createFunction({ id: "both", triggers: [{ event: "both" }] }, async ({ step }) => {
        const parts = await Promise.all([
          step.run("left", () => meet("left")),
          step.run("right", () => meet("right")),
          step.sleep("nap", "1m"),
        ]);
        await step.run("after", () => seen.push(`after ${parts.slice(0, 2).join(" and ")}`));
      }),
    ]);
    await world.up();
    await world.client.send({ name: "both", data: {} });
    await until(() => seen.length === 2 && world.waitingFor("both").join() === "sleep", "both sides, then the nap");
    await world.clock.advance(59_999);
    expect(seen).toHaveLength(2);
    await world.clock.advance(1);
    await until(() => world.statusOf("both")[0] === "completed", "the nap is over");
    expect(seen.slice(0, 2).sort()).toEqual(["left", "right"]);
    expect(seen[2]).toBe("after left and right");
  });

  test("a race goes on with the first to finish while the other is still running", async () => {
    const slow = Promise.withResolvers<string>();
    await start((client) => [
      client.createFunction({ id: "race", triggers: [{ event: "race" }] }, async ({ group, step }) => {
        const winner = await group.parallel(() =>
          Promise.race([step.run("slow", () => slow.promise), step.run("fast", () => "fast")]),
        );
        await step.run("tell", () => seen.push(`${winner} won`));
      }),
    ]);
    await world.up();
    await world.client.send({ name: "race", data: {} });
    await until(() => seen.length === 1, "the winner is told");
    slow.resolve("slow");
    await until(() => world.statusOf("race")[0] === "completed" && world.engine.snapshot().in_flight === 0, "the end");
    expect(seen).toEqual(["fast won"]);
  });

  test("a step that throws is tried again after its back-off, then the run goes on", async () => {
    await start((client) => [
      client.createFunction({ id: "flaky", retries: 2, triggers: [{ event: "flaky" }] }, async ({ attempt, step }) => {
        await step.run("work", () => {
          seen.push(`attempt ${attempt}`);
          if (attempt === 0) throw new Error("boom");
          if (attempt === 1) throw new RetryAfterError("later", 45_000);
        });
        return "ok";
      }),
    ]);
    await world.up();
    await world.client.send({ name: "flaky", data: {} });
    await until(() => world.runs("flaky")[0]?.calls === 1 && world.engine.snapshot().in_flight === 0, "the first try");
    await world.clock.advance(9_999);
    expect(seen).toEqual(["attempt 0"]);
    await world.clock.advance(1);
    await until(() => seen.length === 2 && world.engine.snapshot().in_flight === 0, "the second try");
    await world.clock.advance(44_999);
    expect(seen).toHaveLength(2);
    await world.clock.advance(1);
    await until(() => world.statusOf("flaky")[0] === "completed", "the third try");
    expect(seen).toEqual(["attempt 0", "attempt 1", "attempt 2"]);
  });

  test("a function that fails for good calls its onFailure with the error and the event", async () => {
    await start((client) => [
      client.createFunction(
        {
          id: "doomed",
          triggers: [{ event: "doomed" }],
          onFailure: ({ error, event }: { error: Error; event: FailedEvent }) =>
            void seen.push(`${error.message} for ${event.data.event.data.who}`),
        },
        async ({ step }) => {
          await step.run("work", () => {
            throw new NonRetriableError("no way");
          });
        },
      ),
    ]);
    await world.up();
    await world.client.send({ name: "doomed", data: { who: "x" } });
    await until(() => world.statusOf("doomed-failure")[0] === "completed", "the failure handler");
    expect(seen).toEqual(["no way for x"]);
    expect(world.runs("doomed")[0]).toMatchObject({ status: "failed" });
    expect(world.runs("doomed")[0]?.error).toContain("no way");
  });

  test("a function may catch the failure of a step", async () => {
    await start((client) => [
      client.createFunction({ id: "careful", retries: 0, triggers: [{ event: "careful" }] }, async ({ step }) => {
        const text = await step
          .run("work", () => Promise.reject(new Error("boom")))
          .catch((error: Error) => `caught ${error.message}`);
        await step.run("tell", () => seen.push(text));
      }),
    ]);
    await world.up();
    await world.client.send({ name: "careful", data: {} });
    await until(() => world.statusOf("careful")[0] === "completed", "the run ends");
    expect(seen).toEqual(["caught boom"]);
  });
});

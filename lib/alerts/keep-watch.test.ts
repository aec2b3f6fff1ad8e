import { afterEach, expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { beginLeaving } from "#lib/readiness/leaving.ts";
import { keepWatch } from "./keep-watch.ts";

afterEach(() => Reflect.deleteProperty(globalThis, "outreachIsLeaving"));

const minuteMs = 60_000;

/** An engine whose Postgres is away; it counts the looks, and the process is told to end after some waits. */
async function watchWithout(load: "engine" | "postgres", endsAfterWaits: number) {
  const seen = { waits: [] as number[], looks: 0, loads: 0, errors: [] as string[] };
  const ctx = {
    now: () => new Date(seen.waits.length * minuteMs),
    acrossTenants: async () => {
      seen.looks += 1;
      throw new Error("connection refused");
    },
    log: { error: ({ err }: { err: Error }) => seen.errors.push(err.message) },
  } as unknown as EngineContext;
  await keepWatch(
    async () => {
      seen.loads += 1;
      if (load === "engine") throw new Error("no environment");
      return ctx;
    },
    async (ms) => {
      if (seen.waits.push(ms) > endsAfterWaits) beginLeaving();
    },
  );
  return seen;
}

it("looks every minute, logs what fails, goes on, and ends with the process", async () => {
  expect(await watchWithout("postgres", 3)).toEqual({
    waits: [minuteMs, minuteMs, minuteMs, minuteMs],
    looks: 3,
    loads: 1,
    errors: ["connection refused", "connection refused", "connection refused"],
  });
});

it("touches nothing in the first minute, nor once it is told to end", async () => {
  expect(await watchWithout("postgres", 0)).toMatchObject({ waits: [minuteMs], looks: 0, loads: 0 });
});

it("outlives an engine that cannot be wired", async () => {
  expect(await watchWithout("engine", 2)).toMatchObject({ looks: 0, loads: 2, errors: [] });
});

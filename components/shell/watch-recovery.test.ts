import { environmentManager, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createQueryClient } from "#components/query/create-query-client.ts";
import { isServerAway, type Readiness, readinessQuery } from "#lib/query/readiness.ts";
import { watchRecovery } from "./watch-recovery.ts";

const client = createQueryClient();
const ends: (() => void)[] = [];
let isUp = true;
const asked = { readiness: 0, page: 0 };

const page = {
  queryKey: ["page"],
  queryFn: async () => {
    asked.page += 1;
    if (!isUp) throw new Error("away");
    return "shown";
  },
  retry: false,
};

beforeEach(() => {
  // What is not a browser asks for nothing by itself.
  environmentManager.setIsServer(() => false);
  vi.useFakeTimers();
  vi.stubGlobal("fetch", async () => {
    asked.readiness += 1;
    if (!isUp) throw new TypeError("fetch failed");
    return Response.json({ checks: {} });
  });
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  client.clear();
  environmentManager.setIsServer(() => true);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A page that is looked at, of a server that has just gone away. */
async function lookWhileAway() {
  isUp = false;
  ends.push(watchRecovery(client));
  const look = new QueryObserver(client, page);
  ends.push(
    look.subscribe(() => {}),
    new QueryObserver(client, readinessQuery).subscribe(() => {}),
  );
  await vi.advanceTimersByTimeAsync(0);
  expect(isServerAway(client.getQueryData<Readiness>(readinessQuery.queryKey))).toBe(true);
  isUp = true;
  Object.assign(asked, { readiness: 0, page: 0 });
  return look;
}

const isAway = () => isServerAway(client.getQueryData<Readiness>(readinessQuery.queryKey));

it("asks at once when anything is answered", async () => {
  const look = await lookWhileAway();
  await look.refetch();
  await vi.advanceTimersByTimeAsync(0);
  expect([isAway(), asked]).toEqual([false, { readiness: 1, page: 1 }]);
});

it("asks again by itself within seconds, and then for what failed meanwhile", async () => {
  const look = await lookWhileAway();
  await vi.advanceTimersByTimeAsync(2_000);
  expect([isAway(), asked]).toEqual([false, { readiness: 1, page: 1 }]);
  expect(look.getCurrentResult().data).toBe("shown");
});

it("asks for nothing more while all is well", async () => {
  const look = await lookWhileAway();
  await look.refetch();
  await vi.advanceTimersByTimeAsync(0);
  await look.refetch();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual({ readiness: 1, page: 2 });
});

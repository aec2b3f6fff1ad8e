import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import { createLogger } from "#lib/logger/logger.ts";
import { createRedis } from "#lib/redis/client.ts";
import { FaultProxy } from "#lib/testing/fault-proxy.ts";
import { probeRedis } from "./probe-redis.ts";

let line: FaultProxy;
let redis: ReturnType<typeof createRedis>;

beforeAll(async () => {
  line = await FaultProxy.open(inject("redisUrl"));
  redis = createRedis(line.through(inject("redisUrl")), createLogger("silent"));
});
beforeEach(() => line.set({ kind: "pass" }));
afterAll(async () => {
  redis.disconnect();
  await line.close();
});

it("is ok with everything there", async () => expect(await probeRedis(redis)).toBe("ok"));

it("asks again before it says anything: one answer that comes too late is nothing", async () => {
  await probeRedis(redis);
  line.set({ kind: "stall" });
  const asked = probeRedis(redis);
  await sleep(250);
  line.set({ kind: "pass" });
  expect(await asked).toBe("ok");
});

it("is slow while every answer comes too late, and away without a connection", async () => {
  await probeRedis(redis);
  line.set({ kind: "stall" });
  expect(await probeRedis(redis)).toBe("slow");
  line.set({ kind: "refuse" });
  expect(await probeRedis(redis)).toBe("away");
});

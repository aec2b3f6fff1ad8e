import type { Redis } from "ioredis";
import pino from "pino";
import { afterEach, describe, expect, inject, it, vi } from "vitest";
import { createRedis, isRedisReady } from "./client.ts";

const nowhere = "redis://127.0.0.1:1";
const open: Redis[] = [];

/** A client with what it logs; closed when the test ends. */
function create(url: string) {
  const logged: { level: number; msg: string; reason?: string }[] = [];
  const redis = createRedis(url, pino({}, { write: (line: string) => logged.push(JSON.parse(line)) }));
  open.push(redis);
  return { redis, logged };
}

afterEach(() => {
  vi.useRealTimers();
  for (const redis of open.splice(0)) redis.disconnect();
});

describe("createRedis", () => {
  it("answers commands, and logs nothing of a Redis that is there from the start", async () => {
    const { redis, logged } = create(inject("redisUrl"));
    expect(await isRedisReady(redis)).toBe(true);
    expect(await redis.ping()).toBe("PONG");
    expect(logged).toEqual([]);
  });

  it("fails a command at once while Redis is away: nothing is queued", async () => {
    const { redis } = create(nowhere);
    await new Promise((resolve) => redis.once("close", resolve));
    await expect(redis.ping()).rejects.toThrow(/writeable/);
  });

  it("gives a command 200 ms and no more", async () => {
    const { redis } = create(inject("redisUrl"));
    await isRedisReady(redis);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const outcomes: string[] = [];
    const wait = redis.blpop(`never:${crypto.randomUUID()}`, 0).catch((error: Error) => outcomes.push(error.message));
    await vi.advanceTimersByTimeAsync(199);
    expect(outcomes).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await wait;
    expect(outcomes).toEqual(["Command timed out"]);
  });

  it("logs once that Redis is away and once that it is back, however often it tried", async () => {
    const { redis, logged } = create(nowhere);
    await new Promise((resolve) => redis.once("close", resolve));
    for (let i = 0; i < 3; i += 1) redis.emit("error", new Error("connect ECONNREFUSED"));
    redis.emit("ready");
    redis.emit("ready");
    redis.emit("error", new Error("read ECONNRESET"));
    expect(logged.map((line) => [pino.levels.labels[line.level], line.msg])).toEqual([
      ["warn", "redis is away"],
      ["info", "redis is back"],
      ["warn", "redis is away"],
    ]);
    expect(logged.at(-1)?.reason).toBe("read ECONNRESET");
  });

  it.each([
    { attempt: 1, delay: 100 },
    { attempt: 7, delay: 700 },
    { attempt: 20, delay: 2_000 },
    { attempt: 5_000, delay: 2_000 },
  ])("waits $delay ms before try $attempt, for ever", ({ attempt, delay }) => {
    expect(create(nowhere).redis.options.retryStrategy?.(attempt)).toBe(delay);
  });
});

describe("isRedisReady", () => {
  it("waits for a client that is still connecting", async () => {
    const { redis } = create(inject("redisUrl"));
    expect(redis.status).not.toBe("ready");
    expect(await isRedisReady(redis)).toBe(true);
    expect(await isRedisReady(redis, 0)).toBe(true);
  });

  it("says no in the end, and leaves nothing behind however often it is asked", async () => {
    const { redis } = create(nowhere);
    redis.disconnect();
    const before = redis.listenerCount("ready");
    for (let i = 0; i < 12; i += 1) expect(await isRedisReady(redis, 1)).toBe(false);
    expect(redis.listenerCount("ready")).toBe(before);
  });
});

import { Redis } from "ioredis";
import type { Logger } from "../logger/logger.ts";

const commandTimeoutMs = 200;

/**
 * Redis is a cache here: a command answers within 200 ms or fails, nothing is queued while it is away, and callers decide what
 * that means. A command whose answer was lost with the line is not said again: it may have been done, and counts would double.
 * Down for a while is logged once a change, not once a try.
 */
export function createRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    commandTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  });
  let isUp: boolean | undefined;
  redis.on("ready", () => {
    if (isUp === false) log.info("redis is back");
    isUp = true;
  });
  redis.on("error", (error: Error) => {
    if (isUp !== false) log.warn({ reason: error.message }, "redis is away");
    isUp = false;
  });
  return redis;
}

/** Waits until Redis answers, at most `timeoutMs`; false when it does not. */
export async function isRedisReady(redis: Redis, timeoutMs = 2_000): Promise<boolean> {
  if (redis.status === "ready") return true;
  return new Promise((resolve) => {
    const onReady = () => {
      clearTimeout(timer);
      resolve(true);
    };
    const timer = setTimeout(() => {
      redis.off("ready", onReady);
      resolve(false);
    }, timeoutMs);
    redis.once("ready", onReady);
  });
}

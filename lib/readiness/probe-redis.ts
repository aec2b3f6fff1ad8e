import { setTimeout as sleep } from "node:timers/promises";
import type { EngineContext } from "#lib/engine/context.ts";
import { isRedisReady } from "#lib/redis/client.ts";
import type { RedisAnswer } from "./check-readiness.ts";

/** A process that has just started may still be connecting. */
const connectPatienceMs = 1_000;
/** A busy process misses one answer, or the 200 ms of one; with these three it takes 0.9 s at most. */
const tries = 3;
const pauseMs = 150;

/** Asks Redis more than once before it says that there is something: `away` is no connection, `slow` one without answers in time. */
export async function probeRedis(redis: EngineContext["redis"]): Promise<RedisAnswer> {
  if (!(await isRedisReady(redis, connectPatienceMs))) return "away";
  for (let tried = 1; ; tried += 1) {
    const isAnswered = await redis.ping().then(
      () => true,
      () => false,
    );
    if (isAnswered) return "ok";
    if (redis.status !== "ready") return "away";
    if (tried === tries) return "slow";
    await sleep(pauseMs);
  }
}

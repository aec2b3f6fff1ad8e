import type { Redis } from "ioredis";

/** Every reputation counter of this Redis, whoever's: a bench has it for itself. */
export async function dropReputationKeys(redis: Redis): Promise<void> {
  for await (const keys of redis.scanStream({ match: "email:reputation:*", count: 10_000 })) {
    if (keys.length > 0) await redis.unlink(keys);
  }
}

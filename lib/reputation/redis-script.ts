import { createHash } from "node:crypto";
import type { Redis } from "ioredis";

export type RedisScript = { source: string; sha: string };

export function redisScript(source: string): RedisScript {
  return { source, sha: createHash("sha1").update(source).digest("hex") };
}

/** Runs a Lua script by its digest and sends the source only to a server that does not know it yet. Strings answer as Buffers. */
export async function runScript(
  redis: Redis,
  script: RedisScript,
  keys: string[],
  args: (string | number)[],
): Promise<unknown> {
  try {
    return await redis.callBuffer("EVALSHA", [script.sha, keys.length, ...keys, ...args]);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith("NOSCRIPT")) throw error;
    return await redis.callBuffer("EVAL", [script.source, keys.length, ...keys, ...args]);
  }
}

import type { Redis } from "ioredis";
import { AppError } from "#lib/errors/app-error.ts";
import type { Logger } from "#lib/logger/logger.ts";

export type RateLimit = {
  /** what is counted together, e.g. `api` or `prospects-import` */
  name: string;
  max: number;
  windowSeconds: number;
};

type Deps = { redis: Redis; log: Logger; now(): Date };

/**
 * Counts one request of `who` in a fixed window. Redis away: the request is let through, because losing the limit for a while
 * harms less than losing the console.
 * @throws AppError rate_limited with the seconds until the window ends
 */
export async function enforceRateLimit(deps: Deps, limit: RateLimit, who: string): Promise<void> {
  const seconds = deps.now().getTime() / 1000;
  const window = Math.floor(seconds / limit.windowSeconds);
  const count = await countRequest(deps, `http:rate:${limit.name}:${who}:${window}`, limit.windowSeconds);
  if (count <= limit.max) return;
  throw new AppError("rate_limited", `At most ${limit.max} requests in ${limit.windowSeconds} s. Wait and try again.`, {
    retryAfterSeconds: Math.ceil((window + 1) * limit.windowSeconds - seconds),
  });
}

async function countRequest(deps: Deps, key: string, windowSeconds: number): Promise<number> {
  try {
    const answers = await deps.redis.multi().incr(key).expire(key, windowSeconds, "NX").exec();
    return Number(answers?.[0]?.[1] ?? 0);
  } catch (error) {
    deps.log.debug({ reason: String(error) }, "rate limit skipped: redis is away");
    return 0;
  }
}

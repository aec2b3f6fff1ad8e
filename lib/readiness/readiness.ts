import type { EngineContext } from "#lib/engine/context.ts";
import { env } from "#lib/env.ts";
import { isRedisReady } from "#lib/redis/client.ts";
import { checkReadiness } from "./check-readiness.ts";
import type { Readiness } from "./contract.ts";
import { isLeaving } from "./leaving.ts";
import { expectedMigrations } from "./migrations.ts";
import { createMigrationProbe } from "./repo.ts";

let probe: ReturnType<typeof createMigrationProbe> | undefined;

/** Readiness of this process, by its environment. */
export async function readiness(ctx: Pick<EngineContext, "redis">): Promise<Readiness> {
  probe ??= createMigrationProbe(env().DATABASE_URL);
  return checkReadiness({
    expectedMigrations,
    appliedMigrations: probe.appliedMigrations,
    pingRedis: () => pingRedis(ctx.redis),
    isLeaving,
  });
}

const connectPatienceMs = 1_000;

/** A process that has just started may still be connecting. */
async function pingRedis(redis: EngineContext["redis"]): Promise<void> {
  if (!(await isRedisReady(redis, connectPatienceMs))) throw new Error("not connected");
  await redis.ping();
}

import type { EngineContext } from "#lib/engine/context.ts";
import { env } from "#lib/env.ts";
import { checkReadiness } from "./check-readiness.ts";
import type { Readiness } from "./contract.ts";
import { isLeaving } from "./leaving.ts";
import { expectedMigrations } from "./migrations.ts";
import { probeRedis } from "./probe-redis.ts";
import { createMigrationProbe } from "./repo.ts";

let probe: ReturnType<typeof createMigrationProbe> | undefined;

/** Readiness of this process, by its environment. */
export async function readiness(ctx: Pick<EngineContext, "redis">): Promise<Readiness> {
  probe ??= createMigrationProbe(env().DATABASE_URL);
  return checkReadiness({
    expectedMigrations,
    appliedMigrations: probe.appliedMigrations,
    probeRedis: () => probeRedis(ctx.redis),
    isLeaving,
  });
}

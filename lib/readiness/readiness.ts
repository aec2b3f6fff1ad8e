import type { EngineContext } from "#lib/engine/context.ts";
import { env } from "#lib/env.ts";
import { checkReadiness, type Readiness } from "./check-readiness.ts";
import { createMigrationProbe, expectedMigrations } from "./migrations.ts";

let probe: ReturnType<typeof createMigrationProbe> | undefined;

/** Readiness of this process, by its environment. */
export async function readiness(ctx: Pick<EngineContext, "redis">): Promise<Readiness> {
  probe ??= createMigrationProbe(env().DATABASE_URL);
  return checkReadiness({
    expectedMigrations,
    appliedMigrations: probe.appliedMigrations,
    pingRedis: () => ctx.redis.ping(),
  });
}

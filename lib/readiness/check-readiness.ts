import type { Readiness } from "./contract.ts";

type Check = Readiness["checks"]["postgres"];

/** `slow`: it is connected, and its answers come too late to be used. */
export type RedisAnswer = "ok" | "slow" | "away";

export type Probes = {
  /** migrations the code was written for */
  expectedMigrations(): string[];
  /** migrations the database has; fails when Postgres is away */
  appliedMigrations(): Promise<string[]>;
  probeRedis(): Promise<RedisAnswer>;
  /** this process has been told to end */
  isLeaving(): boolean;
};

const patienceMs = 2_000;

/**
 * Whether this process can do its work: Postgres and the migrations are needed, Redis is a cache (SPEC §12). Details name no host
 * and no account, for anybody may ask.
 */
export async function checkReadiness(probes: Probes): Promise<Readiness> {
  const [applied, redis] = await Promise.all([settle(probes.appliedMigrations()), settle(probes.probeRedis())]);
  const checks = {
    postgres: applied.ok ? ok : failing("Postgres does not answer"),
    redis: redisCheck(redis.ok ? redis.value : "away"),
    migrations: applied.ok ? migrationsCheck(probes.expectedMigrations(), applied.value) : failing("unknown"),
    ...(probes.isLeaving() && { process: failing("this process is about to end and takes no new work") }),
  };
  const isUsable = checks.postgres.status === "ok" && checks.migrations.status === "ok" && !checks.process;
  return { status: !isUsable ? "unavailable" : checks.redis.status === "ok" ? "ok" : "degraded", checks };
}

const ok: Check = { status: "ok" };

function failing(detail: string): Check {
  return { status: "failing", detail };
}

function redisCheck(answer: RedisAnswer): Check {
  if (answer === "ok") return ok;
  const what = answer === "slow" ? "Redis answers too slowly" : "Redis does not answer";
  return failing(`${what}: counters come from Postgres and rate limits are off`);
}

function migrationsCheck(expected: string[], applied: string[]): Check {
  const missing = expected.filter((name) => !applied.includes(name));
  return missing.length === 0 ? ok : failing(`run the migrations: ${missing.join(", ")} missing`);
}

type Settled<T> = { ok: true; value: T } | { ok: false };

async function settle<T>(work: Promise<T>): Promise<Settled<T>> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Settled<T>>((resolve) => {
    timer = setTimeout(resolve, patienceMs, { ok: false });
  });
  const done = work.then(
    (value): Settled<T> => ({ ok: true, value }),
    (): Settled<T> => ({ ok: false }),
  );
  return Promise.race([done, tooLate]).finally(() => clearTimeout(timer));
}

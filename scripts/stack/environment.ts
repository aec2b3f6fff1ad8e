import { parseEnv } from "#lib/env.ts";
import type { Secrets } from "./secrets.ts";
import type { StackSettings } from "./settings.ts";
import type { Environment } from "./variables.ts";

/** Addresses of the parts, started or given. */
export type Addresses = { databaseUrl: string; redisUrl: string; inngestUrl: string; simulatorUrl: string };

// would switch off signatures, or build and serve in the wrong mode, when someone's shell has them
const NOT_PASSED_ON = ["INNGEST_DEV", "NODE_ENV", "PORT", "HOSTNAME"];

/**
 * Makes sure that programs can use such an environment, before the first of them fails at it.
 * @throws EnvError with a line for every variable that is malformed
 */
export function requireUsable(env: Environment): void {
  parseEnv(env);
}

/** The environment of every program of the stack: what lib/env.ts reads, and what seeds and scripts need beside it. */
export function stackEnvironment(
  base: Environment,
  { dataDir, appUrl, seed, inngestUrl }: StackSettings,
  secrets: Secrets,
  addresses: Addresses,
): Environment {
  const passedOn = Object.fromEntries(Object.entries(base).filter(([name]) => !NOT_PASSED_ON.includes(name)));
  return {
    ...passedOn,
    ...secrets,
    DATA_DIR: dataDir,
    APP_URL: appUrl,
    SEED: seed,
    DATABASE_URL: addresses.databaseUrl,
    REDIS_URL: addresses.redisUrl,
    INNGEST_BASE_URL: addresses.inngestUrl,
    INNGEST_ENABLE_UNAUTHED_SYNC: "0",
    // a server elsewhere must call the public address, not the loopback one that we register through
    ...(inngestUrl && { INNGEST_SERVE_ORIGIN: base.INNGEST_SERVE_ORIGIN ?? appUrl }),
    SIMULATOR_URL: addresses.simulatorUrl,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

import { engineContext } from "#inngest/engine.ts";
import { env } from "#lib/env.ts";
import { isRedisReady } from "#lib/redis/client.ts";
import { ensureFirstTenants, type Scenario, scenarios } from "./first-tenants.ts";

// npm run seed -- list | empty | demo; without a name SEED decides
const name = process.argv[2] ?? process.env.SEED ?? "demo";

async function run(): Promise<string> {
  if (name === "list")
    return Object.entries(scenarios)
      .map(([scenario, text]) => `${scenario}: ${text}`)
      .join("\n");
  if (!(name in scenarios))
    throw new Error(`There is no scenario "${name}": choose ${Object.keys(scenarios).join(" or ")}.`);
  const dataDir = process.env.DATA_DIR;
  if (!dataDir) throw new Error("DATA_DIR is not set: run this through npm run seed or npm start.");
  const { APP_URL, DATABASE_URL, REDIS_URL, INNGEST_BASE_URL } = env();
  const ctx = engineContext();
  await isRedisReady(ctx.redis);
  return ensureFirstTenants(ctx, name as Scenario, dataDir, {
    url: APP_URL,
    databaseUrl: DATABASE_URL,
    redisUrl: REDIS_URL,
    inngestUrl: INNGEST_BASE_URL ?? "",
  });
}

try {
  console.log(await run());
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}

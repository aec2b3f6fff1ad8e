import { engineContext } from "#inngest/engine.ts";
import { env } from "#lib/env.ts";
import { isRedisReady } from "#lib/redis/client.ts";
import { describeFailure, SetupError } from "#scripts/stack/setup-error.ts";
import { ensureFirstTenants, type Scenario, scenarios } from "./first-tenants.ts";
import { seedNamedTenant } from "./named-tenant.ts";
import { namedScenarios } from "./scenarios/all.ts";

// npm run seed -- list | empty | demo | <named scenario>; without a name SEED decides
const name = process.argv[2] ?? process.env.SEED ?? "demo";

const dayOne = scenarios as Record<string, string>;

async function run(): Promise<string> {
  if (name === "list") return list();
  const named = namedScenarios[name];
  if (!named && !(name in dayOne))
    throw new SetupError(`There is no scenario "${name}": npm run seed -- list names them.`);
  const dataDir = process.env.DATA_DIR;
  if (!dataDir) throw new Error("DATA_DIR is not set: run this through npm run seed or npm start.");
  const ctx = engineContext();
  await isRedisReady(ctx.redis);
  if (named) return seedNamedTenant(ctx, dataDir, name, named);
  const { APP_URL, DATABASE_URL, REDIS_URL, INNGEST_BASE_URL } = env();
  return ensureFirstTenants(ctx, name as Scenario, dataDir, {
    url: APP_URL,
    databaseUrl: DATABASE_URL,
    redisUrl: REDIS_URL,
    inngestUrl: INNGEST_BASE_URL ?? "",
  });
}

function list(): string {
  const named = Object.entries(namedScenarios).map(([scenario, { text }]) => [scenario, text]);
  return [...Object.entries(dayOne), ...named].map(([scenario, text]) => `${scenario}: ${text}`).join("\n");
}

try {
  console.log(await run());
  process.exit(0);
} catch (error) {
  console.error(describeFailure(error));
  process.exit(1);
}

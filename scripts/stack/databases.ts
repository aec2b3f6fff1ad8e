import { ensureDatabase } from "#scripts/db/migrate.ts";
import { acceptsQueries, startPostgres } from "./postgres.ts";
import type { Supervisor } from "./processes.ts";
import { answersPing, startRedis } from "./redis.ts";
import { readDatabaseUrl, type StackSettings } from "./settings.ts";
import { SetupError } from "./setup-error.ts";
import type { Environment } from "./variables.ts";

export type Databases = { databaseUrl: string; redisUrl: string };

/**
 * Postgres and Redis: the given ones after a check that they answer, else our own.
 * @param database name of the database in our own Postgres; it is created when missing
 * @throws SetupError
 */
export async function startDatabases(
  supervisor: Supervisor,
  given: Pick<StackSettings, "databaseUrl" | "redisUrl">,
  say: (line: string) => void,
  database = "outreach",
): Promise<Databases> {
  const databaseUrl = given.databaseUrl ?? (await startPostgres(supervisor))(database);
  if (given.databaseUrl) await requirePostgres(given.databaseUrl);
  else await ensureDatabase(databaseUrl);
  const redisUrl = given.redisUrl ?? (await startRedis(supervisor, say));
  if (given.redisUrl) await requireRedis(given.redisUrl);
  return { databaseUrl, redisUrl };
}

/**
 * DATABASE_URL, of a server that answers.
 * @throws SetupError with the fix
 */
export async function requireGivenDatabase(env: Environment): Promise<string> {
  const url = readDatabaseUrl(env);
  if (url === undefined) throw new SetupError("DATABASE_URL is missing: the address of the database.");
  await requirePostgres(url);
  return url;
}

async function requirePostgres(url: string) {
  if (await acceptsQueries(url)) return;
  throw new SetupError(
    `DATABASE_URL does not answer (${hostOf(url)}): start that server, create the database, check the password, or unset it.`,
  );
}

async function requireRedis(url: string) {
  if (await answersPing(url)) return;
  throw new SetupError(
    `REDIS_URL does not answer (${hostOf(url)}): start that server, check its password, or unset it.`,
  );
}

const hostOf = (url: string) => new URL(url).host;

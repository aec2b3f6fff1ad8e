import { type Env, EnvError, parseEnv } from "#lib/env.ts";
import { migrateDatabase, pendingMigrations } from "#scripts/db/migrate.ts";
import { isBuildFresh } from "#scripts/stack/build.ts";
import { SetupError } from "#scripts/stack/setup-error.ts";
import type { Environment } from "#scripts/stack/variables.ts";

/** The environment of a production process. @throws SetupError with a line for every variable that is missing or malformed */
export function requireEnvironment(variables: Environment): Env {
  const problems: string[] = [];
  let settings: Env | undefined;
  try {
    settings = parseEnv(variables);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    problems.push(...error.problems);
  }
  const appUrl = variables.APP_URL ?? "";
  if (isPlainHttp(appUrl)) {
    problems.push("APP_URL is not usable: begin it with https://, for sign-in and unsubscribe links cross the network");
  }
  if (settings && problems.length === 0) return settings;
  throw new SetupError(
    `npm run serve cannot start. Set these variables (docs/operations.md explains each):\n  ${problems.join("\n  ")}`,
  );
}

function isPlainHttp(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** @throws SetupError when .next was not built from the code that lies here */
export function requireBuild(root: string): void {
  if (isBuildFresh(root)) return;
  throw new SetupError("There is no finished build of this code in .next: run `npm run build` first.");
}

/**
 * Makes sure that the database has every migration of this code; a newer one has, since migrations only add.
 * @param mayMigrate applies what is missing; several processes at once apply it once
 * @returns the names of the migrations that were applied here
 * @throws SetupError when it does not answer, or lacks some and they may not be applied
 */
export async function requireMigrations(databaseUrl: string, mayMigrate: boolean): Promise<string[]> {
  const pending = await pendingMigrations(databaseUrl).catch((error: unknown) => {
    throw databaseAway(databaseUrl, error);
  });
  if (pending.length === 0) return [];
  if (mayMigrate) return migrateDatabase(databaseUrl);
  throw new SetupError(
    `The database lacks ${pending.join(", ")}: run \`npm run db:migrate\` first, or start with \`npm run serve -- --migrate\`.`,
  );
}

function databaseAway(databaseUrl: string, error: unknown): SetupError {
  const { message, code } = error as { message?: string; code?: string };
  return new SetupError(
    `Postgres at ${new URL(databaseUrl).host} does not answer (${message || code}): check the server, the database and the password.`,
  );
}

import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { logTail } from "./logs.ts";
import { servicePort, USUAL_PORTS } from "./ports.ts";
import { type PostgresHome, postgresHome } from "./postgres-home.ts";
import { judgePostmaster, parsePostmasterPid } from "./postmaster-pid.ts";
import { inspectProcess } from "./process-table.ts";
import type { ChildSpec, Supervisor } from "./processes.ts";
import { SetupError } from "./setup-error.ts";
import { sharedBuffers } from "./shared-buffers.ts";
import { stopProcess } from "./stop-process.ts";
import type { Environment } from "./variables.ts";
import { waitUntil } from "./wait.ts";

const MAJOR = "18";
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "", // no clash over a socket folder, no limit on the length of the path
  shared_buffers: sharedBuffers(totalmem()),
  max_connections: "200", // each Prisma pool may take 10; the app, seeds, jobs and tests run side by side
  max_wal_size: "4GB",
  wal_compression: "on", // whole pages after a checkpoint are most of what a scattered load writes
  random_page_cost: "1.1",
  effective_io_concurrency: "64",
  timezone: "UTC",
  log_timezone: "UTC",
  log_error_verbosity: "terse", // a row that broke a rule is not repeated
};

/**
 * Starts the embedded Postgres of a data folder: creates it the first time (UTF-8 whatever the locale of the machine),
 * takes over from a server that a killed start left there, recovers after a crash.
 * @returns the address of one of its databases, by name
 * @throws SetupError
 */
export async function startPostgres(supervisor: Supervisor): Promise<(database: string) => string> {
  const { dataDir } = supervisor;
  const home = await postgresHome(dataDir);
  const env = serverEnvironment();
  if (!existsSync(join(home.data, "PG_VERSION"))) await initialise(supervisor, home, env);
  requireVersion(home.data);
  await clearTheWay(home.data);
  const port = await servicePort(dataDir, "postgres", USUAL_PORTS.postgres);
  const address = (database: string) => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  const flags = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = {
    ...program(home, env),
    name: "postgres",
    command: home.postgres,
    args: ["-D", home.data, "-p", String(port), ...flags],
    isReady: () => acceptsQueries(address("postgres")),
    readyWithinMs: 300_000, // recovery after a crash replays the write-ahead log first
    whenItEnds: "give-up" as const,
  };
  await startPatiently(supervisor, server);
  return address;
}

/** Does a Postgres server answer at this address? */
export async function acceptsQueries(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Backends of a killed server hold its shared memory for a moment: then Postgres refuses, and a second try succeeds. */
async function startPatiently(supervisor: Supervisor, server: Parameters<Supervisor["start"]>[0]) {
  for (let triesLeft = 20; ; triesLeft--) {
    try {
      return await supervisor.start(server);
    } catch (error) {
      const passing = /pre-existing shared memory block|lock file .* already exists/.test(
        logTail(supervisor.dataDir, "postgres"),
      );
      if (!passing || triesLeft === 0 || supervisor.isStopping) throw error;
      await waitUntil(() => false, { timeoutMs: 500, everyMs: 500 });
    }
  }
}

/** A killed initdb leaves a folder that looks complete, so it works beside the final place and is moved there at the end. */
async function initialise(supervisor: Supervisor, home: PostgresHome, env: Environment) {
  const draft = `${home.data}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (home.owner) chownSync(draft, home.owner.uid, home.owner.gid);
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const args = ["-D", draft, "-U", "postgres", "--auth=trust", ...locale];
  await supervisor.run({ ...program(home, env), name: "initdb", command: home.initdb, args });
  renameSync(draft, home.data);
}

function requireVersion(data: string) {
  const version = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (version === MAJOR) return;
  throw new SetupError(
    `${data} was made by Postgres ${version}, this is Postgres ${MAJOR}. Move that folder away (or set DATA_DIR), start, and bring the data over with pg_dump.`,
  );
}

async function clearTheWay(data: string) {
  const path = join(data, "postmaster.pid");
  const file = existsSync(path) ? parsePostmasterPid(readFileSync(path, "utf8")) : null;
  const verdict = judgePostmaster(existsSync(path), file, file && inspectProcess(file.pid));
  // SIGINT is Postgres' fast shutdown: sessions are cut, nothing committed is lost
  if (verdict === "take-over" && file) await stopProcess(file.pid, "SIGINT", 30_000);
  if (verdict !== "none") rmSync(path, { force: true });
}

function program(home: PostgresHome, env: Environment): Omit<ChildSpec, "name" | "command" | "args"> {
  // a working folder that the server's user can enter: it looks up its own path from there
  return { cwd: "/", env, stopSignal: "SIGINT", graceMs: 30_000, ...(home.owner && { owner: home.owner }) };
}

/** PG* variables of the user's shell are for clients and would mislead the server. */
function serverEnvironment(): Environment {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("PG") && !name.startsWith("LC_")),
  );
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPorts, useAnyPorts } from "./ports.ts";
import { inspectProcess } from "./process-table.ts";
import { readRunFile } from "./run-file.ts";
import { waitUntil } from "./wait.ts";

const root = join(import.meta.dirname, "..", "..");
let dataDir: string;
let program: string;
let living: ChildProcess | undefined;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "postgres-"));
  useAnyPorts(dataDir);
  program = join(dataDir, "supervise.ts");
  writeFileSync(program, SUPERVISOR);
});
afterAll(async () => {
  if (living) await end(living, "SIGTERM");
  rmSync(dataDir, { recursive: true, force: true });
});

// a supervisor of its own process, since it must be killable: prints the address of its database when it is up
const SUPERVISOR = `
import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, "postgres.ts"))};
import { openSession } from ${JSON.stringify(join(import.meta.dirname, "session.ts"))};
const dataDir = process.argv[2];
const session = await openSession({ dataDir, url: "http://here", say: (line) => console.log(line) });
if (!("start" in session)) console.log("already running");
else console.log("url " + (await startPostgres(session))("postgres"));
`;

async function supervise(): Promise<{ child: ChildProcess; said: () => string; url: string }> {
  const child = spawn(process.execPath, [program, dataDir], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  living = child;
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += chunk));
  const done = () => /url \S+\n|already running/.test(text) || child.exitCode !== null;
  expect(await waitUntil(done, { timeoutMs: 45_000 }), text).toBe(true);
  return { child, said: () => text, url: text.match(/url (\S+)/)?.[1] ?? text };
}

/** The address of the database that runs, or of one that is started. */
async function running(): Promise<string> {
  const isRunning = living && living.exitCode === null && living.signalCode === null;
  return isRunning
    ? `postgresql://postgres@127.0.0.1:${readPorts(dataDir).postgres}/postgres`
    : (await supervise()).url;
}

async function end(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const postgresPid = () => readRunFile(dataDir)?.children.find(({ name }) => name === "postgres")?.pid ?? 0;
const isGone = (pid: number) => inspectProcess(pid)?.zombie !== false;

describe("the embedded Postgres, in the order of a bad day", () => {
  test("is UTF-8 and UTC whatever the machine says, and listens on the loopback interface only", async () => {
    const { url } = await supervise();
    const rows = await query(
      url,
      `select pg_encoding_to_char(encoding) as encoding, current_setting('TimeZone') as zone,
         current_setting('listen_addresses') as listens from pg_database where datname = 'postgres'`,
    );
    expect(rows).toEqual([{ encoding: "UTF8", zone: "UTC", listens: "127.0.0.1" }]);
    await query(url, "create table kept (n int); insert into kept values (1)");
  });

  test("a second start in the same folder leaves the first alone", async () => {
    const first = living as ChildProcess;
    const pid = postgresPid();
    const second = await supervise();
    expect(second.said()).toContain("already running");
    expect(isGone(pid)).toBe(false);
    living = first;
  });

  test("after a SIGKILL of the supervisor the orphan is stopped and everything committed is there", async () => {
    const orphan = postgresPid();
    await end(living as ChildProcess, "SIGKILL");
    expect(isGone(orphan)).toBe(false);
    const { url, said } = await supervise();
    expect(said()).toContain(`stopping postgres (process ${orphan})`);
    expect(isGone(orphan)).toBe(true);
    expect(await query(url, "select n from kept")).toEqual([{ n: 1 }]);
  });

  test("an orphan that no run file names is taken over by its postmaster.pid", async () => {
    const orphan = postgresPid();
    await end(living as ChildProcess, "SIGKILL");
    rmSync(join(dataDir, "run.json"));
    const { url } = await supervise();
    expect(isGone(orphan)).toBe(true);
    expect(await query(url, "select n from kept")).toEqual([{ n: 1 }]);
  });

  test("after a SIGKILL of server and supervisor alike it recovers, stale lock file or not", async () => {
    await query(await running(), "create table recovered (n int); insert into recovered values (2)");
    const server = postgresPid();
    living?.kill("SIGKILL");
    process.kill(server, "SIGKILL");
    await waitUntil(() => isGone(server), { timeoutMs: 10_000 });
    expect(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8")).toContain(String(server));
    const { url } = await supervise();
    expect(await query(url, "select n from recovered")).toEqual([{ n: 2 }]);
  });

  test("a lock file that names a strange process does not block", async () => {
    await end(living as ChildProcess, "SIGTERM");
    writeFileSync(join(dataDir, "postgres", "postmaster.pid"), `${process.pid}\n${join(dataDir, "postgres")}\n1\n1\n`, {
      mode: 0o600,
    });
    const { url } = await supervise();
    expect(await query(url, "select 1 as n")).toEqual([{ n: 1 }]);
  });

  test("the loss of the server ends the supervisor with the reason", async () => {
    const child = living as ChildProcess;
    let text = "";
    child.stderr?.on("data", (chunk) => (text += chunk));
    process.kill(postgresPid(), "SIGKILL");
    const [code] = await once(child, "exit");
    expect(code).toBe(1);
    expect(text).toMatch(/postgres ended by itself \(signal SIGKILL\)/);
    expect(readRunFile(dataDir)).toBeNull();
  });

  test("SIGTERM stops it and leaves no lock behind", async () => {
    await supervise();
    const server = postgresPid();
    await end(living as ChildProcess, "SIGTERM");
    expect(isGone(server)).toBe(true);
    expect(readRunFile(dataDir)).toBeNull();
  });

  test("data of another major version is refused with the fix", async () => {
    const version = join(dataDir, "postgres", "PG_VERSION");
    writeFileSync(version, "17\n");
    const { said } = await supervise();
    writeFileSync(version, "18\n");
    expect(said()).toMatch(/was made by Postgres 17, this is Postgres 18.*pg_dump/);
  });
});

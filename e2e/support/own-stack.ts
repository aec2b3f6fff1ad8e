import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "playwright/test";
import { type Credentials, readCredentials } from "./credentials.ts";

type RunFile = { supervisor: { pid: number }; children: { pid: number }[] };

/** A whole product of the test's own, as `npm start` brings it up: own data folder, ports, database and simulator. */
export class OwnStack {
  #dataDir: string | undefined;
  #process: ChildProcess | undefined;
  #port: number | undefined;

  /** Made when it is first asked for: the runner loads a spec more often than it runs it. */
  get dataDir(): string {
    if (this.#dataDir === undefined) {
      this.#dataDir = mkdtempSync(join(tmpdir(), "outreach-stack-"));
      // Postgres runs as a user of its own when the tests run as root.
      chmodSync(this.#dataDir, 0o755);
    }
    return this.#dataDir;
  }

  get credentials(): Credentials {
    return readCredentials(join(this.dataDir, "credentials.json"));
  }

  /** Starts it and waits until it is ready; the build of the checkout is used when it is fresh. */
  async start(): Promise<void> {
    this.#port ??= await freePort();
    const log = openSync(join(this.dataDir, "start.log"), "a");
    const env = { ...process.env, DATA_DIR: this.dataDir, PORT: String(this.#port), SEED: "empty" };
    this.#process = spawn(process.execPath, ["scripts/bootstrap.mjs", "start"], {
      env,
      stdio: ["ignore", log, log],
      detached: true,
    });
    await expect.poll(() => this.#isReady(), { timeout: 150_000, intervals: [500] }).toBe(true);
  }

  /** SIGKILL for every process of it at once: nobody gets to say goodbye. */
  kill(): void {
    const run = JSON.parse(readFileSync(join(this.dataDir, "run.json"), "utf8")) as RunFile;
    const leaders = [this.#process?.pid, run.supervisor.pid, ...run.children.map((child) => child.pid)];
    for (const pid of leaders) if (pid !== undefined) killGroup(pid);
  }

  /** Asks it to end, and waits until it has. Returns its exit code. */
  async stop(signal: "SIGTERM" | "SIGINT" = "SIGTERM"): Promise<number | null> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    child.kill(signal);
    await new Promise((resolve) => child.once("exit", resolve));
    return child.exitCode;
  }

  /** Ends it as Ctrl-C does and removes its folder. */
  async remove(): Promise<void> {
    await this.stop("SIGINT");
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
  }

  async #isReady(): Promise<boolean> {
    const hasEnded = this.#process?.exitCode ?? this.#process?.signalCode ?? null;
    if (hasEnded !== null) throw new Error(readFileSync(join(this.dataDir, "start.log"), "utf8").slice(-2_000));
    if (!existsSync(join(this.dataDir, "credentials.json"))) return false;
    const answer = await fetch(`http://127.0.0.1:${this.#port}/readyz`).catch(() => null);
    const run = join(this.dataDir, "run.json");
    const isUp = existsSync(run) && readFileSync(run, "utf8").includes('"state": "ready"');
    return answer?.ok === true && isUp;
  }
}

/** The process and, where it leads a group, everything in the group. */
function killGroup(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, "SIGKILL");
    } catch {
      // gone already
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

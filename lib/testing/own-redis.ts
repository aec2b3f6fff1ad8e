import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#scripts/stack/ports.ts";
import { answersPing } from "#scripts/stack/redis.ts";
import { requireRedisProgram } from "#scripts/stack/redis-program.ts";
import { waitUntil } from "#scripts/stack/wait.ts";

/** A Redis server of a test's own, which may be flushed, stopped and killed without hurting another test. */
export class OwnRedis {
  readonly url: string;
  readonly #port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), "outreach-redis-"));
  #server: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
    this.url = `redis://127.0.0.1:${port}/0`;
  }

  static async start(): Promise<OwnRedis> {
    const redis = new OwnRedis(await freePort());
    await redis.begin();
    return redis;
  }

  /** Starts the server, empty, at the same address as before; returns when it answers. */
  async begin(): Promise<void> {
    const args = ["--port", String(this.#port), "--bind", "127.0.0.1", "--dir", this.#folder];
    const inMemory = ["--save", "", "--appendonly", "no"];
    this.#server = spawn(requireRedisProgram(console.log), [...args, ...inMemory], { stdio: "ignore" });
    const isUp = await waitUntil(() => answersPing(this.url), { timeoutMs: 10_000 });
    if (!isUp) throw new Error("the test's Redis did not start");
  }

  /** SIGKILL, and returns when the process is gone. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await gone;
  }

  /** It keeps its connections and answers nobody until `thaw`. */
  freeze(): void {
    this.#server?.kill("SIGSTOP");
  }

  thaw(): void {
    this.#server?.kill("SIGCONT");
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

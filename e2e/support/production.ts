import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { expect } from "playwright/test";
import { canReach } from "#scripts/stack/postgres-owner.ts";
import { credentials } from "./credentials.ts";

const root = join(import.meta.dirname, "..", "..");
const nobody = { uid: 65_534, gid: 65_534 };

export type Ended = { code: number | null; output: string };

/** A program of the checkout, its output kept. Unprivileged, it runs as a user who may write nothing there, where root can have it so. */
export class Program {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  output = "";

  constructor(args: string[], env: Record<string, string>, { isUnprivileged = false } = {}) {
    const isRoot = process.getuid?.() === 0;
    const owner = isUnprivileged && isRoot && canReach(process.execPath, nobody) ? nobody : {};
    const variables = { PATH: process.env.PATH, ...env } as unknown as NodeJS.ProcessEnv;
    this.#child = spawn(process.execPath, args, { cwd: root, env: variables, ...owner });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (part) => {
        this.output += part;
      });
    }
    this.#ended = once(this.#child, "exit");
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async end(): Promise<Ended> {
    await this.#ended;
    return { code: this.#child.exitCode, output: this.output };
  }
}

/** A database of the test's own beside the product's, without a table. */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `serve_${crypto.randomUUID().replaceAll("-", "")}`;
  const url = new URL(credentials().database_url);
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: credentials().database_url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`CREATE DATABASE "${name}"`);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`DROP DATABASE "${name}" WITH (FORCE)`) };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/** What an address answers; status 0 when nobody does. */
export async function statusOf(url: string): Promise<number> {
  const answer = await fetch(url, { redirect: "manual" }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.status ?? 0;
}

export async function untilReady(url: string, program: Program): Promise<void> {
  await expect
    .poll(() => statusOf(`${url}/readyz`), { timeout: 60_000, intervals: [200], message: program.output })
    .toBe(200);
}

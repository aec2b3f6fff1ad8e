import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { logTail } from "./logs.ts";
import type { Supervisor } from "./processes.ts";
import { BUILD_SOURCES, CLIENT_SOURCES, sourceStamp } from "./source-stamp.ts";
import type { Environment } from "./variables.ts";

const WAIT_FOR_OTHER_BUILD_MS = 600_000;

type Job = { root: string; supervisor: Supervisor; env: Environment; say: (line: string) => void };

/** Flags of every script that runs the project's own TypeScript. */
export const NODE_FLAGS = ["--conditions=react-server", "--disable-warning=ExperimentalWarning"];

/** Next's own program, to be run with Node directly: a shell between would not pass signals on. */
export const nextProgram = (root: string) => join(root, "node_modules", "next", "dist", "bin", "next");

/** Generates the Prisma client, unless it was made from this very schema. */
export async function generateClient({ root, supervisor, env, say }: Job): Promise<void> {
  await ensureClient(root, async () => {
    say("generating the database client");
    const args = [...NODE_FLAGS, join(root, "scripts", "db.ts"), "generate"];
    await supervisor.run({ name: "generate", command: process.execPath, args, env, cwd: root });
  });
}

/** Calls `generate` unless the client was made from this very schema. */
export async function ensureClient(root: string, generate: () => void | Promise<void>): Promise<void> {
  const stampFile = join(root, "lib", "db", "generated", ".stamp");
  await unlessFresh(stampFile, sourceStamp(root, CLIENT_SOURCES), stampFile, generate);
}

/** Builds the console for production, unless .next was built from these very sources. Waits for another build of it. */
export async function buildConsole({ root, supervisor, env, say }: Job): Promise<void> {
  const build = { name: "build", command: process.execPath, args: [nextProgram(root), "build"], env, cwd: root };
  const attempt = () =>
    ensureBuild(root, async () => {
      say("building the console, about half a minute");
      await supervisor.run(build);
      say("the console is built");
    });
  const end = performance.now() + WAIT_FOR_OTHER_BUILD_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const isTaken = logTail(supervisor.dataDir, "build").includes("process is already running");
      if (!isTaken || supervisor.isStopping || performance.now() > end) throw error;
      say("another build of this checkout is at work, waiting for it");
      await sleep(5_000);
    }
  }
}

/** Calls `make` unless .next was built from these very sources. */
export async function ensureBuild(root: string, make: () => Promise<void>): Promise<void> {
  await unlessFresh(buildStamp(root), sourceStamp(root, BUILD_SOURCES), builtFile(root), make);
}

/** True when .next was built from these very sources. */
export function isBuildFresh(root: string): boolean {
  return isFresh(buildStamp(root), sourceStamp(root, BUILD_SOURCES), builtFile(root));
}

const buildStamp = (root: string) => join(root, ".next", "build-stamp");
const builtFile = (root: string) => join(root, ".next", "BUILD_ID");

/** Names the build that lies in .next; empty while one is being made. */
export function buildId(root: string): string {
  return existsSync(buildStamp(root)) && existsSync(builtFile(root)) ? readFileSync(builtFile(root), "utf8") : "";
}

/** Runs `make` unless the stamp says that `product` was made from the same sources. The stamp is gone while it runs. */
async function unlessFresh(stampFile: string, stamp: string, product: string, make: () => void | Promise<void>) {
  if (isFresh(stampFile, stamp, product)) return;
  rmSync(stampFile, { force: true });
  await make();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

function isFresh(stampFile: string, stamp: string, product: string): boolean {
  return existsSync(product) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
}

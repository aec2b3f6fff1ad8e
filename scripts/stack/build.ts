import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Supervisor } from "./processes.ts";
import { BUILD_SOURCES, CLIENT_SOURCES, sourceStamp } from "./source-stamp.ts";
import type { Environment } from "./variables.ts";

type Job = { root: string; supervisor: Supervisor; env: Environment; say: (line: string) => void };

/** Flags of every script that runs the project's own TypeScript. */
export const NODE_FLAGS = ["--conditions=react-server", "--disable-warning=ExperimentalWarning"];

/** Next's own program, to be run with Node directly: a shell between would not pass signals on. */
export const nextProgram = (root: string) => join(root, "node_modules", "next", "dist", "bin", "next");

/** Generates the Prisma client, unless it was made from this very schema. */
export async function generateClient({ root, supervisor, env, say }: Job): Promise<void> {
  const stampFile = join(root, "lib", "db", "generated", ".stamp");
  await unlessFresh(stampFile, sourceStamp(root, CLIENT_SOURCES), stampFile, async () => {
    say("generating the database client");
    const args = [...NODE_FLAGS, join(root, "scripts", "db.ts"), "generate"];
    await supervisor.run({ name: "generate", command: process.execPath, args, env, cwd: root });
  });
}

/** Builds the console for production, unless .next was built from these very sources. */
export async function buildConsole({ root, supervisor, env, say }: Job): Promise<void> {
  const next = join(root, ".next");
  await unlessFresh(join(next, "build-stamp"), sourceStamp(root, BUILD_SOURCES), join(next, "BUILD_ID"), async () => {
    say("building the console, about half a minute");
    await supervisor.run({
      name: "build",
      command: process.execPath,
      args: [nextProgram(root), "build"],
      env,
      cwd: root,
    });
  });
}

/** Runs `make` unless the stamp says that `product` was made from the same sources. The stamp is gone while it runs. */
async function unlessFresh(stampFile: string, stamp: string, product: string, make: () => Promise<void>) {
  if (existsSync(product) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  rmSync(stampFile, { force: true });
  await make();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

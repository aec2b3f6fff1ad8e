import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { generateClient } from "./db/migrate.ts";
import { ensureBuild, ensureClient, nextProgram } from "./stack/build.ts";
import { describeFailure, SetupError } from "./stack/setup-error.ts";

// npm run build: the database client and the console for production, unless both were made from these very sources
const root = dirname(import.meta.dirname);

async function makeConsole() {
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const { status } = spawnSync(process.execPath, [nextProgram(root), "build"], { cwd: root, env, stdio: "inherit" });
  if (status !== 0) throw new SetupError("The console could not be built: next build says why above.");
}

try {
  await ensureClient(root, generateClient);
  await ensureBuild(root, makeConsole);
  console.log("the build is up to date");
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}

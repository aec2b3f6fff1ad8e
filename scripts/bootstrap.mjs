// The first thing every npm script runs: any Node >= 20.9, nothing installed yet, Node's own modules only.
// Installs the packages, finds Node 24 among them, and hands over to scripts/<task>.ts under it.
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages } from "./bootstrap/install.mjs";
import { linkNode, requireNode24 } from "./bootstrap/node24.mjs";
import { runTask } from "./bootstrap/run-task.mjs";

const TASKS = [
  "start",
  "serve",
  "build",
  "test",
  "dev",
  "bench",
  "simulate",
  "seed",
  "db",
  "tenant-create",
  "verify",
  "openapi",
  "screenshots",
  "mutate",
  "faults",
  "backup-check",
  "restore-guard",
  "secrets-rotate",
  "advisories",
];
/** Need no development packages: what an image holds suffices. */
const PRODUCTION_TASKS = ["serve", "db", "tenant-create", "backup-check", "restore-guard", "secrets-rotate"];
const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  const [task = "start", ...args] = process.argv.slice(2);
  requireOldestNode();
  requireTask(task);
  const isImage = process.env.NODE_ENV === "production" && PRODUCTION_TASKS.includes(task);
  installPackages(root, { withoutDev: isImage, mayInstall: task !== "serve" });
  const node = requireNode24(root);
  if (!isImage) linkNode(root, node);
  const path = [join(root, "node_modules", ".bin"), process.env.PATH].filter(Boolean).join(delimiter);
  const conditions = task === "serve" ? [] : ["--conditions=react-server"]; // Next itself runs in that process
  const script = join(root, "scripts", `${task}.ts`);
  runTask(node, [...conditions, script, ...args], { cwd: root, env: { ...process.env, PATH: path } });
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

function requireOldestNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  throw new Error(`Node ${process.versions.node} is too old: install Node 20.9 or newer (https://nodejs.org).`);
}

function requireTask(task) {
  if (process.platform === "win32") throw new Error("Windows is not supported: run this inside WSL 2 (Ubuntu).");
  if (TASKS.includes(task) && existsSync(join(root, "scripts", `${task}.ts`))) return;
  throw new Error(`Unknown task "${task}": use one of ${TASKS.join(", ")}.`);
}

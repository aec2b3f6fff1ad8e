import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/**
 * Path of a Node >= 24 that runs here: the one installed as an optional package, else the running one.
 * @param {string} root folder of node_modules
 */
export function requireNode24(root) {
  const platform = `${process.platform}-${process.arch}`;
  const packaged = [`node-${platform}`, `node-bin-${platform}`].map((name) =>
    join(root, "node_modules", name, "bin", "node"),
  );
  const found = [...packaged, process.execPath].find((path) => existsSync(path) && majorOf(path) >= 24);
  if (found) return found;
  throw new Error(
    `Node 24 is needed, and npm has no copy that runs on ${platform}. Install Node 24 (https://nodejs.org) and try again.`,
  );
}

/**
 * Makes node_modules/.bin/node that Node, so that every `#!/usr/bin/env node` tool runs on it.
 * npm 10 removes the link while it skips the packages of other platforms, which own the same name.
 */
export function linkNode(root, node) {
  const folder = join(root, "node_modules", ".bin");
  const link = join(folder, "node");
  if (existsSync(link) && realpathSync(link) === realpathSync(node)) return;
  mkdirSync(folder, { recursive: true });
  if (isEntry(link)) rmSync(link);
  symlinkSync(node, link);
}

function majorOf(path) {
  if (path === process.execPath) return Number(process.versions.node.split(".")[0]);
  const { stdout } = spawnSync(path, ["-p", "process.versions.node"], { encoding: "utf8" });
  return Number((stdout ?? "").split(".")[0]);
}

function isEntry(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined; // a broken link does not "exist"
}

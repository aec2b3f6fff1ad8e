import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explainInstallFailure } from "./install-failure.mjs";

const NEEDED_BYTES = 2.5 * 1024 ** 3; // node_modules is 1.5 GB; npm unpacks beside it and keeps its own cache

/**
 * Runs `npm ci` unless node_modules already holds what package-lock.json asks for. Throws an Error whose message says what to do.
 * @param {string} root folder of package-lock.json
 * @param {{ withoutDev?: boolean, mayInstall?: boolean }} options withoutDev: packages for development may be absent, as in an
 *   image; mayInstall: false where several processes start at once
 */
export function installPackages(root, { withoutDev = false, mayInstall = true } = {}) {
  const lockText = readFileSync(join(root, "package-lock.json"), "utf8");
  const stampFile = join(root, "node_modules", ".install-stamp");
  const wanted = installStamp(lockText, `${process.platform}-${process.arch}`);
  if (readIfThere(stampFile) === wanted) return;
  if (withoutDev && isInstalled(root, lockText, { withoutDev })) return;
  if (!isInstalled(root, lockText)) {
    if (!mayInstall) throw new Error("The packages of package-lock.json are not installed: run `npm ci`.");
    runNpmCi(root);
  }
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(stampFile, wanted);
}

/** What node_modules was installed from: the lock file's text and the platform, as one hash. */
export function installStamp(lockText, platform) {
  return createHash("sha256").update(lockText).update(platform).digest("hex");
}

/**
 * Does npm's own record of node_modules agree with the lock file? Optional packages may be absent, all others must be there
 * in the locked version.
 * @param {{ packages: Record<string, any> }} lock parsed package-lock.json
 * @param {{ packages: Record<string, any> }} installed parsed node_modules/.package-lock.json
 * @param {{ withoutDev?: boolean }} options withoutDev: development packages may be absent too
 */
export function matchesLock(lock, installed, { withoutDev = false } = {}) {
  return Object.entries(lock.packages).every(([path, entry]) => {
    if (path === "") return true;
    const present = installed.packages[path];
    return present ? present.version === entry.version : isOptional(entry) || (withoutDev && entry.dev === true);
  });
}

const isOptional = (entry) => entry.optional === true || entry.devOptional === true;

function isInstalled(root, lockText, options) {
  const record = readIfThere(join(root, "node_modules", ".package-lock.json"));
  return record !== undefined && matchesLock(JSON.parse(lockText), JSON.parse(record), options);
}

function runNpmCi(root) {
  requireSpace(root);
  console.log("Installing packages (npm ci), one to two minutes the first time …");
  const started = Date.now();
  const [command, ...before] = npmCommand();
  // NODE_ENV=production or omit=dev in someone's npm settings would leave out what the build and the database need
  const args = [...before, "ci", "--include=dev", "--include=optional", "--loglevel=error", "--no-audit", "--no-fund"];
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "pipe"], encoding: "utf8" });
  if (result.status !== 0) throw new Error(explainInstallFailure(result.stderr ?? "", result.error));
  console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

function npmCommand() {
  const cli = process.env.npm_execpath;
  return cli?.endsWith(".js") && /npm-cli\.js$/.test(cli) ? [process.execPath, cli] : ["npm"];
}

function requireSpace(root) {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize >= NEEDED_BYTES) return;
  const free = Math.round((bavail * bsize) / 1024 ** 2);
  throw new Error(
    `Not enough disk space in ${root}: ${free} MB free, the packages need 2500 MB. Free some space and try again.`,
  );
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

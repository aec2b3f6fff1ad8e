// Run after every change of package-lock.json: `node scripts/complete-lock.mjs`.
// A registry that lacks some platform packages makes `npm install` leave them out of the lock, and `npm ci` then
// refuses it ("Missing: … from lock file"). An entry without integrity is enough for npm on every platform.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const OPERATING_SYSTEMS = {
  darwin: "darwin",
  linux: "linux",
  win32: "win32",
  windows: "win32",
  android: "android",
  freebsd: "freebsd",
  openharmony: "openharmony",
};
const PROCESSORS = ["x64", "arm64", "arm", "ia32", "ppc64", "s390x", "riscv64", "wasm32", "loong64"];

/**
 * Optional dependencies that no entry of the lock file satisfies.
 * @param {{ packages: Record<string, any> }} lock parsed package-lock.json (version 3)
 * @returns {{ name: string, range: string, dev: boolean }[]}
 */
export function missingOptionalEntries(lock) {
  const missing = new Map();
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isResolvable(lock, path, name)) missing.set(name, { name, range, dev: entry.dev === true });
    }
  }
  return [...missing.values()];
}

/**
 * The lock file with an entry for every optional dependency it left out; the input is not changed.
 * @param {{ packages: Record<string, any> }} lock parsed package-lock.json (version 3)
 */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  for (const { name, range, dev } of missingOptionalEntries(lock)) {
    packages[`node_modules/${name}`] = platformEntry(name, range, dev);
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

/** Node's own lookup: beside the package, then in each folder above it. */
function isResolvable(lock, path, name) {
  for (let base = path; ; base = parentPackage(base)) {
    if (lock.packages[`${base ? `${base}/` : ""}node_modules/${name}`]) return true;
    if (base === "") return false;
  }
}

function parentPackage(path) {
  const cut = path.lastIndexOf("/node_modules/");
  return cut < 0 ? "" : path.slice(0, cut);
}

function platformEntry(name, range, dev) {
  const words = name.split(/[-/]/);
  const os = words.map((word) => OPERATING_SYSTEMS[word]).find(Boolean);
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  const libc = libcOf(words);
  return {
    version: range.replace(/^[\^~]/, ""),
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev: true }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

function libcOf(words) {
  if (words.some((word) => word.startsWith("musl"))) return "musl";
  return words.some((word) => word.startsWith("gnu")) ? "glibc" : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const added = missingOptionalEntries(lock).length;
  if (added > 0) writeFileSync(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  console.log(`${added} optional packages added to package-lock.json`);
}

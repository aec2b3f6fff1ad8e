import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { SetupError } from "./setup-error.ts";

const NEEDED_MB = 500;
/** File in a data folder that names the place of its database when that is not the data folder itself. */
export const PLACE_ELSEWHERE = "postgres-elsewhere";

/**
 * Creates the data folder with its log folder and makes sure that this process may use it and that the disk has room.
 * @throws SetupError with the fix
 */
export function prepareDataDir(dataDir: string): void {
  try {
    makeFolder(join(dataDir, "logs"));
    // the database runs as another user when we are root, and must be able to pass through
    if (process.getuid?.() === 0) chmodSync(dataDir, statSync(dataDir).mode | 0o755);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    accessSync(join(dataDir, "logs"), constants.W_OK);
  } catch (error) {
    throw new SetupError(explainUnusable(dataDir, error as NodeJS.ErrnoException));
  }
  requireSpace(dataDir);
}

/** Node's own recursion has no end where the system answers that a folder is not there whose parent is (below /proc). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // somebody else may have made it meanwhile
    if (!existsSync(path)) throw error;
  }
}

/** Removes a data folder that nobody runs in, with the database that had to live elsewhere (see postgres-home.ts). */
export function removeDataDir(dataDir: string): void {
  const elsewhere = readPlaceElsewhere(dataDir);
  for (const folder of [elsewhere, dataDir]) if (folder) rmSync(folder, { recursive: true, force: true });
}

/** Folder of a database that could not live in its data folder, or null. */
export function readPlaceElsewhere(dataDir: string): string | null {
  const marker = join(dataDir, PLACE_ELSEWHERE);
  return existsSync(marker) ? readFileSync(marker, "utf8").trim() : null;
}

/** Free space for ordinary users, in whole MB. */
function freeMegabytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return Math.floor((bavail * bsize) / 1024 ** 2);
}

/** @throws SetupError when less is free than a start may write */
export function requireSpace(dataDir: string, free = freeMegabytes(dataDir)): void {
  if (free >= NEEDED_MB) return;
  throw new SetupError(
    `The disk is full: ${free} MB free at ${dataDir}, ${NEEDED_MB} MB are needed. Free some space, or set DATA_DIR to a folder on another disk.`,
  );
}

function explainUnusable(dataDir: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOSPC") return `The disk is full: ${dataDir} cannot be made. Free some space, or set DATA_DIR.`;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return `This user may not write to ${dataDir}. Start as the user it belongs to, make it yours (chown), or set DATA_DIR.`;
  }
  if (code === "ENOENT") return `No folder can be made at ${dataDir}. Set DATA_DIR to a folder on a disk.`;
  if (code === "EEXIST" || code === "ENOTDIR")
    return `DATA_DIR ${dataDir} is not a folder. Remove that file, or set DATA_DIR.`;
  return `The data folder ${dataDir} cannot be used: ${message}`;
}

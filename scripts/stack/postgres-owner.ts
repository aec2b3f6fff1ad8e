import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { SetupError } from "./setup-error.ts";

/** The user that the server runs as. */
export type Owner = { uid: number; gid: number };

/**
 * Postgres refuses to run as root. Root runs it as whoever owns an existing data folder, else as the system user
 * postgres, which is made when missing. Undefined: as the user we are.
 */
export function postgresOwner(folder: string): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    const { uid, gid } = statSync(folder);
    if (uid !== 0) return { uid, gid };
  }
  return systemUser() ?? createSystemUser();
}

/** Can this user reach the path? A folder above it may be closed to others. */
export function canReach(path: string, owner: Owner | undefined): boolean {
  if (!owner) return true;
  try {
    execFileSync("test", ["-x", path], { ...owner, cwd: "/", stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function systemUser(): Owner | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

function createSystemUser(): Owner {
  try {
    execFileSync(
      "useradd",
      ["--system", "--no-create-home", "--user-group", "--shell", "/usr/sbin/nologin", "postgres"],
      {
        stdio: "ignore",
      },
    );
  } catch {
    throw new SetupError(
      "Postgres does not run as root, and the system user `postgres` could not be made. Start as an ordinary user, create that user, or set DATABASE_URL.",
    );
  }
  return systemUser() as Owner;
}

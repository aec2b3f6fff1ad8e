import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Names of the migrations beside the code; none where the code was deployed without them. */
export function expectedMigrations(root: string = process.cwd()): string[] {
  try {
    const entries = readdirSync(join(root, "prisma", "migrations"), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return [];
  }
}

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

// a service's program is often outside an ordinary user's PATH
const ALSO = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/homebrew/bin"];

/** Path of the first of these programs that is on PATH (or in a usual system folder), else null. */
export function findProgram(names: string[], path = process.env.PATH ?? ""): string | null {
  const folders = [...path.split(delimiter).filter(Boolean), ...ALSO];
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found) return found;
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

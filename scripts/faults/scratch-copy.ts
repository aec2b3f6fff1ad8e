import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Change } from "./defence.ts";

const leftOut = ["node_modules", ".git", ".next", ".data", "test-results", "playwright-report", "coverage"];

/**
 * A copy of the project in which source may be broken. Its packages are those of the project. `isBuilt`: the console can be built in it,
 * for which it is a project of its own that nobody ignores, with packages in it.
 */
export function makeScratchCopy(root: string, { isBuilt = false } = {}): string {
  const parent = join(root, ".data");
  mkdirSync(parent, { recursive: true });
  const copy = mkdtempSync(join(parent, "faults-copy-"));
  for (const name of readdirSync(root).filter((name) => !leftOut.includes(name)))
    cpSync(join(root, name), join(copy, name), { recursive: true });
  const [from, to] = [join(root, "node_modules"), join(copy, "node_modules")];
  if (!isBuilt) symlinkSync(from, to);
  else {
    mkdirSync(join(copy, ".git"));
    linkFiles(from, to);
  }
  return copy;
}

/** A folder whose files are those of another: they take no room, and are not to be written to. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [old, made] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(old, made);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(old), made);
    else linkSync(old, made);
  }
}

/** Makes the changes in a folder and returns what takes them back. @throws Error where a text is not there exactly once */
export function applyChanges(folder: string, changes: readonly Change[]): () => void {
  const before = new Map<string, string>();
  const undo = () => {
    for (const [path, text] of before) writeFileSync(path, text);
  };
  try {
    for (const { file, from, to } of changes) {
      const path = join(folder, file);
      const text = readFileSync(path, "utf8");
      if (!before.has(path)) before.set(path, text);
      if (occurrences(text, from) !== 1) throw new Error(`${file} does not hold this exactly once: ${from}`);
      writeFileSync(
        path,
        text.replace(from, () => to),
      );
    }
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}

/** How often a text stands in another. */
export function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** Removes it; the packages it points to stay. */
export function removeScratchCopy(copy: string): void {
  rmSync(copy, { recursive: true, force: true });
}

import { readFileSync } from "node:fs";

/** A test as docs/faults.md names it: a path and the title as it stands in the file. */
export type NamedTest = { path: string; title: string };

/** A row of docs/faults.md. `defence`: the files that hold the fault off, or `left out: …`. */
export type FaultRow = { fault: string; effect: string; tests: NamedTest[]; defence: string };

/** The rows of docs/faults.md. */
export function readFaultsTable(path = "docs/faults.md"): FaultRow[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| fault |"))
    .map((line) => {
      const [fault = "", effect = "", named = "", defence = ""] = line.slice(2, -2).split(" | ");
      return { fault, effect, tests: named.split("<br>").map(testOf), defence };
    });
}

/** `path: title`, the path in backticks or not. */
export function testOf(text: string): NamedTest {
  const [, path = "", title = ""] = /^`?([^`:]+)`?: (.+)$/.exec(text) ?? [];
  return { path, title };
}

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readFile } from "./files.ts";

// What an image runs must be there without the development packages.
const ENTRIES = [
  ...["serve", "db", "backup-check", "restore-guard", "tenant-create", "secrets-rotate"].map(
    (task) => `scripts/${task}.ts`,
  ),
  "scripts/restore-guard/main.ts",
  "scripts/secrets-rotate/main.ts",
  "scripts/tenant-create/main.ts",
];
/** Used only where an image does not come: to generate, to draw up migrations, to run a Postgres of our own. */
const NOT_IN_AN_IMAGE = ["prisma"];

const manifest = JSON.parse(readFile("package.json")) as {
  dependencies: Record<string, string>;
  imports: Record<string, string>;
};

function resolveLocal(from: string, name: string): string | null {
  if (name.startsWith(".")) return join(dirname(from), name);
  return name.startsWith("#") ? name.slice(1) : null;
}

/** Every package and file that a script loads, statically or by import(). */
function loadedBy(entry: string, seen = new Map<string, string[]>()): Map<string, string[]> {
  if (seen.has(entry)) return seen;
  const text = readFileSync(entry, "utf8").replace(/import type [^;]*;/g, "");
  const found = text.matchAll(/^(?:import|export|\}).*\bfrom "([^"]+)";$|\bimport\("([^"]+)"\)/gm);
  const names = [...found].map(([, fixed, late]) => fixed ?? late ?? "");
  seen.set(entry, names);
  for (const name of names) {
    const path = resolveLocal(entry, name);
    if (path && existsSync(path)) loadedBy(path, seen);
  }
  return seen;
}

test("all that production runs is installed without the development packages", () => {
  const seen = new Map<string, string[]>();
  for (const entry of ENTRIES) loadedBy(entry, seen);
  expect(seen.size).toBeGreaterThan(60);
  const packages = new Set(
    [...seen.values()]
      .flat()
      .filter((name) => !/^(\.|#|node:)/.test(name))
      .map((name) =>
        name
          .split("/")
          .slice(0, name.startsWith("@") ? 2 : 1)
          .join("/"),
      ),
  );
  expect(packages).toContain("@prisma/schema-engine-wasm");
  const missing = [...packages].filter((name) => !(name in manifest.dependencies) && !NOT_IN_AN_IMAGE.includes(name));
  expect(missing).toEqual([]);
});

test("no file that an image lacks is loaded in it", () => {
  const seen = new Map<string, string[]>();
  for (const entry of ENTRIES) loadedBy(entry, seen);
  expect([...seen.keys()].filter((path) => /\.test\.tsx?$|^(bench|e2e|lib\/testing)\//.test(path))).toEqual([]);
});

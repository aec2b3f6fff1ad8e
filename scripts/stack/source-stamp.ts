import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Everything that a build of the console is made of. */
export const BUILD_SOURCES = [
  "app",
  "components",
  "inngest",
  "lib",
  "public",
  "instrumentation.ts",
  "next.config.mjs",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "prisma/schema.prisma",
  "proxy.ts",
  "tsconfig.json",
];
/** Everything that the database client is made of. */
export const CLIENT_SOURCES = ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"];

const LEFT_OUT = ["lib/db/generated", "lib/testing"]; // made from the schema, or never part of a build
const isTest = (path: string) => /\.test\.tsx?$/.test(path);

/** One hash over names and contents of these files and folders, committed or not. Missing ones count as absent. */
export function sourceStamp(root: string, sources: string[]): string {
  const hash = createHash("sha256");
  for (const path of sources.flatMap((source) => filesOf(root, source))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesOf(root: string, path: string): string[] {
  if (LEFT_OUT.includes(path) || isTest(path) || !existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .toSorted()
    .flatMap((name) => filesOf(root, `${path}/${name}`));
}

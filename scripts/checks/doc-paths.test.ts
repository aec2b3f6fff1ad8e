import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { missingPaths, namedPaths } from "./doc-paths.ts";

const cases = [
  {
    name: "links count from the document's folder",
    text: "[a](adr/0001.md) [b](../README.md#x)",
    folder: "docs",
    expected: ["README.md", "docs/adr/0001.md"],
  },
  {
    name: "web addresses and anchors do not count",
    text: "[a](https://x.test/lib/a) [b](#here) [c](mailto:a@b.test)",
    folder: ".",
    expected: [],
  },
  {
    name: "code spans under a top folder count",
    text: "`lib/a.ts`, `#lib/b/c.ts` and `app/u/[token]/`",
    folder: ".",
    expected: ["app/u/[token]", "lib/a.ts", "lib/b/c.ts"],
  },
  {
    name: "patterns, commands and other words do not",
    text: "`lib/*/repo.ts` `npm run lib` `lib` `.data/run.json` `and/or`",
    folder: ".",
    expected: [],
  },
  { name: "each once", text: "`lib/a.ts` `lib/a.ts` [x](lib/a.ts)", folder: ".", expected: ["lib/a.ts"] },
];
test.each(cases)("$name", ({ text, folder, expected }) => expect(namedPaths(text, folder)).toEqual(expected));

test("what a document names and does not exist is reported with the document", () => {
  const root = mkdtempSync(join(tmpdir(), "docs-"));
  try {
    expect(missingPaths(root)).toEqual([]);
    mkdirSync(join(root, "docs", "adr"), { recursive: true });
    writeFileSync(join(root, "README.md"), "`docs/adr` and `lib/gone.ts`");
    writeFileSync(join(root, "docs", "adr", "1.md"), "[up](../../README.md) [no](2.md)");
    expect(missingPaths(root)).toEqual(["README.md: lib/gone.ts", "docs/adr/1.md: docs/adr/2.md"]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

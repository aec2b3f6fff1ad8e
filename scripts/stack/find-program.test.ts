import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findProgram } from "./find-program.ts";

let one: string;
let two: string;
beforeAll(() => {
  one = mkdtempSync(join(tmpdir(), "path-"));
  two = mkdtempSync(join(tmpdir(), "path-"));
  for (const path of [join(one, "b-server"), join(two, "a-server"), join(two, "b-server")]) {
    writeFileSync(path, "");
    chmodSync(path, 0o755);
  }
  writeFileSync(join(one, "a-server"), "");
  chmodSync(join(one, "a-server"), 0o644);
});
afterAll(() => {
  for (const folder of [one, two]) rmSync(folder, { recursive: true });
});

test("the first name wins over the first folder, and what cannot be run does not count", () => {
  const path = [one, "", two].join(delimiter);
  expect(findProgram(["a-server", "b-server"], path)).toBe(join(two, "a-server"));
  expect(findProgram(["b-server"], path)).toBe(join(one, "b-server"));
});

test("system folders are looked at even when PATH leaves them out", () => {
  expect(findProgram(["env"], "")).toMatch(/bin\/env$/);
});

test("nothing is null", () => expect(findProgram(["no-such-server-anywhere"], one)).toBeNull());

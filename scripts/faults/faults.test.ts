import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { outcomeIn } from "./run-browser-test.ts";
import { outcomeOf, titlePattern } from "./run-test.ts";
import { applyChanges } from "./scratch-copy.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "faults-"));
  writeFileSync(join(folder, "a.ts"), "if (isKnown) stop();\nif (isLate) stop();\n");
});
afterEach(() => rmSync(folder, { recursive: true }));
const source = () => readFileSync(join(folder, "a.ts"), "utf8");

it("makes changes one after the other, and takes all of them back", () => {
  const undo = applyChanges(folder, [
    { file: "a.ts", from: "if (isKnown) stop();\n", to: "" },
    { file: "a.ts", from: "isLate", to: "$&" },
  ]);
  expect(source()).toBe("if ($&) stop();\n");
  undo();
  expect(source()).toBe("if (isKnown) stop();\nif (isLate) stop();\n");
});

it.each(["stop();", "go();"])("refuses what is not there exactly once (%s), and changes nothing", (from) => {
  const changes = [
    { file: "a.ts", from: "isLate", to: "false" },
    { file: "a.ts", from, to: "" },
  ] as const;
  expect(() => applyChanges(folder, changes)).toThrow("exactly once");
  expect(source()).toContain("isLate");
});

it.each([
  ["cut on COMMIT, $where: 503 (once)", "cut on COMMIT, heard: 503 (once)"],
  ["makes %j safe", 'makes "=1" safe'],
])("finds %s by its title", (title, name) => {
  expect(name).toMatch(new RegExp(titlePattern(title)));
});

it.each([
  [{ numPassedTests: 3, numFailedTests: 1 }, "failed"],
  [{ numPassedTests: 3, numFailedTests: 0 }, "passed"],
  [{ numPassedTests: 0, numFailedTests: 0 }, "broken"],
])("takes %j for %s", (report, outcome) => expect(outcomeOf(report)).toBe(outcome));

const list = (mark: string) =>
  `building the console\n  ✓  1 [sign-in] › e2e/a.ts:3:1 › signs in (2s)\n  ${mark}  2 [console] › e2e/b.spec.ts:9:1 › it saves (4s)\n`;
it.each([
  [list("✓"), "passed"],
  [list("✘"), "failed"],
  [list("-"), "broken"],
  ["the build failed\n", "broken"],
])("takes the list %j for %s", (output, outcome) => expect(outcomeIn(output, "it saves")).toBe(outcome));

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Rows of docs/faults.md with the tests each names: a path and the title as it stands in the file. */
const rows = readFileSync("docs/faults.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| fault |"))
  .map((line) => {
    const [fault = "", effect = "", named = ""] = line.slice(2, -2).split(" | ");
    return { fault, effect, tests: named.split("<br>").map(testOf) };
  });

function testOf(text: string): { path: string; title: string } {
  const [, path = "", title = ""] = /^`([^`]+)`: (.+)$/.exec(text) ?? [];
  return { path, title };
}

it("names the faults there are", () => {
  expect(rows.length).toBeGreaterThan(55);
  expect(new Set(rows.map((row) => row.fault)).size).toBe(rows.length);
});

describe.each(rows)("$fault", ({ effect, tests }) => {
  it("says what happens", () => expect(effect.length).toBeGreaterThan(5));

  it.each(tests)("is tested in $path: $title", ({ path, title }) => {
    expect(path).toMatch(/\.(test|spec)\.ts$/);
    expect(existsSync(path), path).toBe(true);
    expect(title.length).toBeGreaterThan(0);
    // A title stands in quotes of its own: as the name of a test, or of a case of one.
    const source = readFileSync(path, "utf8");
    const isThere = ['"', "'", "`"].some((quote) => source.includes(`${quote}${title}${quote}`));
    expect(isThere, `${path} has a test called "${title}"`).toBe(true);
  });
});

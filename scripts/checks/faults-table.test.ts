import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFENCES } from "#scripts/faults/defences.ts";
import { readFaultsTable, testOf } from "#scripts/faults/read-table.ts";
import { occurrences } from "#scripts/faults/scratch-copy.ts";

const rows = readFaultsTable();

it("names the faults there are", () => {
  expect(rows.length).toBeGreaterThan(55);
  expect(new Set(rows.map((row) => row.fault)).size).toBe(rows.length);
});

describe.each(rows)("$fault", ({ fault, effect, tests, defence }) => {
  it("says what happens", () => expect(effect.length).toBeGreaterThan(5));

  it.each(tests)("is tested in $path: $title", ({ path, title }) => {
    expect(path).toMatch(/\.(test|spec)\.tsx?$/);
    expect(existsSync(path), path).toBe(true);
    expect(title.length).toBeGreaterThan(0);
    // A title stands in quotes of its own: as the name of a test, or of a case of one.
    const source = readFileSync(path, "utf8");
    const isThere = ['"', "'", "`"].some((quote) => source.includes(`${quote}${title}${quote}`));
    expect(isThere, `${path} has a test called "${title}"`).toBe(true);
  });

  it("names what holds it off, or why it is left out", () => {
    const files = DEFENCES.filter((each) => each.fault === fault).flatMap((each) =>
      each.changes.map(({ file }) => file),
    );
    const named = [...defence.matchAll(/`([^`]+)`/g)].map(([, file]) => file);
    if (files.length > 0) expect(named.toSorted()).toEqual([...new Set(files)].toSorted());
    else expect(defence).toMatch(/^left out: .{10,}/);
  });
});

describe.each(DEFENCES)("$fault without its defence", ({ fault, test, changes }) => {
  it(`is noticed by a test of its row: ${test}`, () => {
    const row = rows.find((each) => each.fault === fault);
    expect(row?.tests).toContainEqual(testOf(test));
  });

  it.each(changes)("$file holds what is taken away, once", ({ file, from, to }) => {
    expect(to).not.toBe(from);
    expect(occurrences(readFileSync(file, "utf8"), from)).toBe(1);
  });
});

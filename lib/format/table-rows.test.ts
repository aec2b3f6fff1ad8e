import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextSort, pageOf, parseSort, sortRows } from "./table-rows.ts";

describe("parseSort", () => {
  it.each([
    [null, null],
    ["", null],
    ["-", null],
    ["score", { key: "score", direction: "asc" }],
    ["-score", { key: "score", direction: "desc" }],
  ])("%s", (text, expected) => expect(parseSort(text)).toEqual(expected));
});

describe("nextSort", () => {
  it("goes round: up, down, none", () => {
    expect(nextSort(null, "score")).toBe("score");
    expect(nextSort("score", "score")).toBe("-score");
    expect(nextSort("-score", "score")).toBeNull();
    expect(nextSort("-name", "score")).toBe("score");
  });
});

describe("sortRows", () => {
  const rows = [{ v: 2 }, { v: null }, { v: 10 }, { v: 1 }];
  it("orders numbers as numbers, with the empty ones last in both directions", () => {
    expect(sortRows(rows, (row) => row.v, "asc").map((row) => row.v)).toEqual([1, 2, 10, null]);
    expect(sortRows(rows, (row) => row.v, "desc").map((row) => row.v)).toEqual([10, 2, 1, null]);
  });
  it("leaves its input alone and equal rows in place", () => {
    const equal = [
      { id: "a", v: false },
      { id: "b", v: false },
      { id: "c", v: true },
    ];
    expect(sortRows(equal, (row) => row.v, "desc").map((row) => row.id)).toEqual(["c", "a", "b"]);
    expect(equal.map((row) => row.id)).toEqual(["a", "b", "c"]);
  });
  it("sorts text by code unit", () => {
    expect(sortRows(["b.com", "a.com"], (row) => row, "asc")).toEqual(["a.com", "b.com"]);
  });
});

describe("pageOf", () => {
  it("says which rows are shown", () => {
    expect(pageOf([1, 2, 3, 4, 5], 2, 2)).toEqual({ rows: [3, 4], current: 2, pages: 3, from: 3, to: 4 });
  });
  it.each([
    [0, 1],
    [-3, 1],
    [99, 3],
    [Number.NaN, 1],
  ])("takes page %d as %d", (page, current) => expect(pageOf([1, 2, 3, 4, 5], page, 2).current).toBe(current));
  it("has one empty page when there is nothing", () => {
    expect(pageOf([], 1, 50)).toEqual({ rows: [], current: 1, pages: 1, from: 0, to: 0 });
  });
  it("shows every row exactly once over all pages", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (rows, size) => {
        const { pages } = pageOf(rows, 1, size);
        const all = Array.from({ length: pages }, (_, index) => pageOf(rows, index + 1, size).rows).flat();
        expect(all).toEqual(rows);
      }),
    );
  });
});

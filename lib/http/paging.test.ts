import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "#lib/errors/app-error.ts";
import { decodeCursor, encodeCursor, pageQuery, queryFlag, toPage } from "./paging.ts";

const key = z.tuple([z.string(), z.int()]);

describe("cursor", () => {
  it("comes back as it went in", () => {
    expect(decodeCursor(encodeCursor(["ä/+ b", 7]), key)).toEqual(["ä/+ b", 7]);
  });

  it("is null on the first page", () => expect(decodeCursor(undefined, key)).toBeNull());

  it.each(["", "x", "%%%", encodeCursor(["only one"]), encodeCursor([1, "swapped"]), encodeCursor(["\0", 1])])(
    "%j is refused by name",
    (cursor) => {
      const read = () => decodeCursor(cursor, key);
      expect(read).toThrow(AppError);
      expect(read).toThrow(/start without one/);
    },
  );
});

describe("toPage", () => {
  const rows = [{ id: "a" }, { id: "b" }, { id: "c" }];
  const page = (limit: number) =>
    toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row.id,
    );

  it("goes on after the last row shown", () => {
    expect(page(2)).toEqual({ items: ["a", "b"], next_cursor: encodeCursor(["b"]) });
  });

  it("ends when nothing is left", () => expect(page(3)).toEqual({ items: ["a", "b", "c"], next_cursor: null }));

  it("is empty without rows", () => {
    expect(
      toPage(
        [] as { id: string }[],
        5,
        (row) => [row.id],
        (row) => row,
      ),
    ).toEqual({ items: [], next_cursor: null });
  });
});

describe("pageQuery", () => {
  it("has a limit of 50 unless told", () => expect(pageQuery.parse({})).toEqual({ limit: 50 }));
  it.each(["1", "200"])("takes %s", (limit) => expect(pageQuery.parse({ limit }).limit).toBe(Number(limit)));
  it.each(["0", "201", "1.5", "x", "-1"])("refuses %s", (limit) => {
    expect(pageQuery.safeParse({ limit }).error?.issues[0]?.message).toContain("from 1 to 200");
  });
});

it("reads flags", () => {
  expect(queryFlag.parse("true")).toBe(true);
  expect(queryFlag.parse("false")).toBe(false);
  expect(queryFlag.safeParse("1").success).toBe(false);
});

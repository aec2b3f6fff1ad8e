import fc from "fast-check";
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

/** A cursor is no secret and no permission: the tenant comes from the session. But nothing odd may get through to a query. */
describe("a cursor that somebody made or changed", () => {
  const place = z.tuple([z.uuid(), z.int(), z.string().max(5)]);
  const expectPlaceOrRefusal = (cursor: string) => {
    try {
      expect(place.parse(decodeCursor(cursor, place))).toBeDefined();
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code: "validation_failed", details: { errors: [{ field: "cursor" }] } });
    }
  };

  it("is a place in the list or refused by name, whatever the text", () => {
    const text = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.jsonValue().map((value) => encodeCursor([value as string])),
    );
    fc.assert(fc.property(text, expectPlaceOrRefusal), { seed: 18, numRuns: 300 });
  });

  it("is so with any byte flipped", () => {
    const bytes = Buffer.from(encodeCursor(["01930000-0000-7000-8000-000000000001", 7, "ä"]), "base64url");
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (index, flip) => {
        const changed = Buffer.from(bytes);
        changed[index] = (changed[index] ?? 0) ^ flip;
        expectPlaceOrRefusal(changed.toString("base64url"));
      }),
      { seed: 18, numRuns: 500 },
    );
  });
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

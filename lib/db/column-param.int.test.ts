import fc from "fast-check";
import { expect, it } from "vitest";
import { createTestContext } from "#lib/testing/test-context.ts";
import { columnParam } from "./column-param.ts";

const ctx = createTestContext();

const time = fc.option(fc.date({ min: new Date("1960-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }));
const row = fc.record({ at: time, name: fc.option(fc.constantFrom("a", 'b"', "")), count: fc.option(fc.nat()) });

it("columns come back from Postgres row for row as they went", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
      const column = (pick: (row: (typeof rows)[number], index: number) => string | number | Date | null) =>
        columnParam(rows.map(pick));
      const back = await ctx.acrossTenants(
        (tx) => tx.$queryRaw`
          SELECT c.* FROM unnest(${column((_, index) => index)}::int[], ${column((r) => r.at)}::timestamptz[],
            ${column((r) => r.name)}::text[], ${column((r) => r.count)}::int[]) AS c (id, at, name, count)`,
      );
      expect(back).toEqual(rows.map((given, id) => ({ id, ...given })));
    }),
    { numRuns: 100 },
  );
});

it("no rows at all are an empty column, and an invalid date is refused", async () => {
  expect(columnParam([])).toBe("{}");
  expect(() => columnParam([new Date("never"), new Date()])).toThrow(RangeError);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTestContext } from "#lib/testing/test-context.ts";
import { arrayParam } from "./array-param.ts";

const ctx = createTestContext();

async function echo(cast: "text" | "int" | "boolean", elements: (string | number | boolean | null)[]) {
  const given = arrayParam(elements);
  return ctx.acrossTenants(async (tx) => {
    const rows = {
      text: () => tx.$queryRaw<{ back: unknown }[]>`SELECT ${given}::text[] AS back`,
      int: () => tx.$queryRaw<{ back: unknown }[]>`SELECT ${given}::int[] AS back`,
      boolean: () => tx.$queryRaw<{ back: unknown }[]>`SELECT ${given}::boolean[] AS back`,
    };
    return (await rows[cast]())[0]?.back;
  });
}

describe("arrayParam", () => {
  it.each([
    ["text", ["plain", "", " ", "NULL", null, "a,b", "{x}", 'say "hi"', "back\\slash", "ü€😀", "line\nbreak"]],
    ["int", [1, -7, null, 0]],
    ["boolean", [true, false, null]],
    ["text", []],
  ] as const)("comes back from Postgres as it went, as %s", async (cast, elements) => {
    expect(await echo(cast, [...elements])).toEqual(elements);
  });

  it("keeps any text that Postgres can store", async () => {
    const storable = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", "").toWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(storable, { maxLength: 20 }), async (texts) => {
        expect(await echo("text", texts)).toEqual(texts);
      }),
      { numRuns: 50 },
    );
  });

  it("keeps times to the millisecond", async () => {
    const times = [new Date("2026-02-28T23:59:59.123Z"), new Date("2100-01-01T00:00:00Z")];
    const rows = await ctx.acrossTenants(
      (tx) => tx.$queryRaw<{ at: Date }[]>`SELECT unnest(${arrayParam(times)}::timestamptz[]) AS at`,
    );
    expect(rows.map((row) => row.at)).toEqual(times);
  });
});

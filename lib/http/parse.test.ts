import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "#lib/errors/app-error.ts";
import { parseJsonBody, parseParams, parseQuery } from "./parse.ts";

const shape = z.strictObject({
  name: z.string(),
  size: z.int("must be a whole number").max(5, "must be at most 5").optional(),
});

function refusal(read: () => unknown): AppError {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("was not refused");
}

const readBodyText = (text: string) => () => parseJsonBody(Buffer.from(text), shape);

describe("parseJsonBody", () => {
  it("gives what fits", () => expect(readBodyText('{"name":"é","size":3}')()).toEqual({ name: "é", size: 3 }));

  it.each([
    ["", "body", "is empty: send a JSON object"],
    ["{", "body", "is not valid JSON in UTF-8"],
    ["{}", "name", "is missing (string)"],
    ['{"name":"a","size":9}', "size", "must be at most 5"],
    ['{"name":"a","size":1.5}', "size", "must be a whole number"],
    ['{"name":"a","colour":1}', "colour", "is not known here: remove it"],
  ])("%j names the field and the fix", (text, field, message) => {
    const error = refusal(readBodyText(text));
    expect(error.code).toBe("validation_failed");
    expect(error.details.errors).toEqual([{ field, message }]);
    expect(error.message).toBe(`${field}: ${message}`);
  });

  it.each([
    ['{"name":"a\\u0000b"}', "name"],
    ['{"name":"\\ud83d"}', "name"],
    ['{"name":"a","size":1,"more":[{"\\u0000":1}]}', "more.0.\0"],
    ['{"name":"a","size":1,"more":[{"deep":{"x":"\\udc00"}}]}', "more.0.deep.x"],
  ])("%s holds text that no column can: its place is named", (text, field) => {
    const loose = shape.extend({ more: z.unknown().optional() });
    const error = refusal(() => parseJsonBody(Buffer.from(text), loose));
    expect(error.details.errors).toEqual([{ field, message: "holds a NUL or half a character: take it out" }]);
  });

  it("takes whole characters of every script, and any depth", () => {
    const deep = `{"name":"😀 é 漢","more":${"[".repeat(60_000)}${"]".repeat(60_000)}}`;
    expect(parseJsonBody(Buffer.from(deep), shape.extend({ more: z.unknown() }))).toMatchObject({ name: "😀 é 漢" });
  });

  it("refuses Latin-1", () => {
    const bytes = Buffer.from('{"name":"\xe9"}', "latin1");
    expect(refusal(() => parseJsonBody(bytes, shape)).message).toContain("UTF-8");
  });

  it("lists every problem, with the path of nested ones", () => {
    const nested = z.object({ rows: z.array(z.object({ id: z.uuid("must be a uuid") })), name: z.string() });
    const error = refusal(() => parseJsonBody(Buffer.from('{"rows":[{"id":"x"}],"name":1}'), nested));
    expect(error.details.errors?.map((e) => e.field)).toEqual(["rows.0.id", "name"]);
    expect(error.message).toBe("2 fields are wrong.");
  });
});

describe("parseQuery", () => {
  it("reads the last of a repeated name", () => {
    const url = new URL("http://x/?a=1&a=2");
    expect(parseQuery(url, z.object({ a: z.string() }))).toEqual({ a: "2" });
  });
  it("refuses a NUL, which no column can hold", () => {
    const error = refusal(() => parseQuery(new URL("http://x/?a=b%00"), z.object({ a: z.string() })));
    expect(error.details.errors?.map(({ field }) => field)).toEqual(["a"]);
  });
  it("refuses names it does not know", () => {
    const error = refusal(() => parseQuery(new URL("http://x/?b=1"), z.strictObject({})));
    expect(error.details.errors).toEqual([{ field: "b", message: "is not known here: remove it" }]);
  });
});

describe("parseParams", () => {
  const params = z.object({ id: z.uuid() });
  it("gives the id", () => {
    const id = crypto.randomUUID();
    expect(parseParams({ id }, params)).toEqual({ id });
  });
  it.each(["x", "", "1; DROP TABLE"])("%j names nothing", (id) => {
    expect(refusal(() => parseParams({ id }, params)).code).toBe("not_found");
  });
});

describe("anything at all", () => {
  const list = z.strictObject({
    q: z.string().max(20).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    archived: z.enum(["true", "false"]).optional(),
  });
  const part = fc.constantFrom(
    ..."&=?;+%[]\0",
    "limit=5",
    "q=",
    "q=a",
    "archived=true",
    "%00",
    "%zz",
    "%ed%a0%80",
    "__proto__=1",
    "constructor=",
    "&limit=",
    "é",
  );

  it("as a query is of the shape, or refused with the fields that are wrong", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const url = new URL(`http://x/?${parts.join("")}`);
        try {
          const query = parseQuery(url, list);
          expect(list.parse(query)).toEqual(query);
          expect(JSON.stringify(query)).not.toContain("\\u0000");
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect((error as AppError).details.errors?.length).toBeGreaterThan(0);
        }
      }),
      { seed: 18, numRuns: 400 },
    );
  });

  it("as a body is of the shape, or refused with the fields that are wrong; no name changes what an object is", () => {
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom('{"name":"a","__proto__":{"size":3}}', '{"__proto__":{"name":"a"}}', '{"name":"a","name":"b"}'),
    );
    fc.assert(
      fc.property(body, (text) => {
        try {
          expect(shape.parse(readBodyText(text)())).toBeDefined();
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect((error as AppError).details.errors?.length).toBeGreaterThan(0);
        }
        expect(({} as { size?: number }).size).toBeUndefined();
      }),
      { seed: 18, numRuns: 300 },
    );
  });
});

import { describe, expect, it } from "vitest";
import { suppressionInput, suppressionListQuery } from "./contract.ts";

const fieldsOf = (result: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } }) =>
  result.error?.issues.map((issue) => issue.path.join("."));

describe("POST /api/suppressions", () => {
  it("takes an address or a domain, without blanks around", () => {
    expect(suppressionInput.parse({ kind: "email", value: "  pat@acme.test " })).toEqual({
      kind: "email",
      value: "pat@acme.test",
    });
    expect(suppressionInput.parse({ kind: "domain", value: "acme.test", note: " by phone " }).note).toBe("by phone");
  });

  it.each([
    { name: "another kind", input: { kind: "phone", value: "pat@acme.test" }, field: "kind" },
    { name: "no kind", input: { value: "pat@acme.test" }, field: "kind" },
    { name: "no value", input: { kind: "email" }, field: "value" },
    { name: "a value of blanks", input: { kind: "email", value: "     " }, field: "value" },
    { name: "a value too long", input: { kind: "email", value: `${"x".repeat(250)}@a.test` }, field: "value" },
    { name: "a number", input: { kind: "email", value: 17 }, field: "value" },
    { name: "a note too long", input: { kind: "email", value: "pat@acme.test", note: "x".repeat(501) }, field: "note" },
  ])("refuses $name at its field", ({ input, field }) => {
    expect(fieldsOf(suppressionInput.safeParse(input))).toEqual([field]);
  });

  it.each(["reason", "source", "tenant_id"])("lets nobody say the %s", (field) => {
    const input = { kind: "email", value: "pat@acme.test", [field]: "unsubscribed" };
    expect(suppressionInput.safeParse(input).success).toBe(false);
  });
});

describe("GET /api/suppressions", () => {
  it("has a page of 50 and no filter by itself", () => {
    expect(suppressionListQuery.parse({})).toEqual({ limit: 50 });
    expect(suppressionListQuery.parse({ limit: "200", q: " acme ", kind: "domain" })).toEqual({
      limit: 200,
      q: "acme",
      kind: "domain",
    });
  });

  it.each([
    { name: "a part of one letter", query: { q: " a " }, field: "q" },
    { name: "another kind", query: { kind: "phone" }, field: "kind" },
    { name: "no row", query: { limit: "0" }, field: "limit" },
    { name: "too many rows", query: { limit: "201" }, field: "limit" },
    { name: "half a row", query: { limit: "1.5" }, field: "limit" },
  ])("refuses $name", ({ query, field }) => {
    expect(fieldsOf(suppressionListQuery.safeParse(query))).toEqual([field]);
  });
});

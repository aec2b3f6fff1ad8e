import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ColumnTarget } from "../types.ts";
import { mapColumns } from "./map-columns.ts";
import { parseRow } from "./parse-row.ts";

function targetsOf(header: string[]): ColumnTarget[] {
  const mapping = mapColumns(header);
  if (!mapping.ok) throw new Error(mapping.detail);
  return mapping.targets;
}

const header = ["email", "first name", "last name", "company", "state", "rating", "reviews", "priority", "fleet size"];
const targets = targetsOf(header);
const row = (change: Partial<Record<(typeof header)[number], string>>) => header.map((title) => change[title] ?? "");

describe("parseRow", () => {
  it("reads every field, joins names and keeps unknown columns", () => {
    const cells = row({
      email: " Ann@X.test ",
      "first name": "Ann",
      "last name": "Lee",
      company: "Lee Air",
      state: "illinois",
      rating: "4,7",
      reviews: "1,204",
      priority: "2",
      "fleet size": "12",
    });
    expect(parseRow(cells, targets)).toMatchObject({
      ok: true,
      prospect: {
        email: "Ann@X.test",
        name: "Ann Lee",
        company: "Lee Air",
        state_code: "IL",
        google_rating: 4.7,
        review_count: 1204,
        priority: 2,
        phone: null,
        custom: { fleet_size: "12" },
      },
    });
  });

  const refused: { name: string; cells: string[]; detail: RegExp }[] = [
    {
      name: "a rating out of range",
      cells: row({ email: "a@x.test", rating: "7" }),
      detail: /Column "rating" \(Google rating\): "7" is not a number from 0 to 5/,
    },
    {
      name: "a count that is no number",
      cells: row({ email: "a@x.test", reviews: "many" }),
      detail: /Column "reviews" \(Number of reviews\): "many" is not a whole number/,
    },
    {
      name: "a state that is none",
      cells: row({ email: "a@x.test", state: "Bavaria" }),
      detail: /^Column "state": "Bavaria" is no US state/,
    },
    { name: "a row that names nobody", cells: row({ state: "IL" }), detail: /names nobody/ },
    { name: "too few cells", cells: ["a@x.test"], detail: /has 1 cell, the header has 9/ },
    { name: "too many cells", cells: [...row({ email: "a@x.test" }), "x"], detail: /has 10 cells/ },
    {
      name: "a value too long",
      cells: row({ email: "a@x.test", company: "x".repeat(501) }),
      detail: /^Column "company": longer than 500/,
    },
  ];
  for (const { name, cells, detail } of refused) {
    it(`refuses ${name} and says why`, () =>
      expect(parseRow(cells, targets)).toMatchObject({ ok: false, detail: expect.stringMatching(detail) }));
  }

  it("takes trailing empty cells for what they are", () => {
    expect(parseRow([...row({ email: "a@x.test" }), "", " "], targets)).toMatchObject({ ok: true });
  });

  it("lets no control character into a profile", () => {
    fc.assert(
      fc.property(fc.string(), (company) => {
        const parsed = parseRow(row({ email: "a@x.test", company }), targets);
        if (parsed.ok) expect(parsed.prospect.company ?? "").not.toMatch(/(?![\t\n\r])\p{Cc}/u);
      }),
    );
  });
});

describe("what a cell may say", () => {
  const one = (title: string, value: string) => {
    const parsed = parseRow(["a@x.test", value], targetsOf(["email", title]));
    return parsed.ok ? parsed.prospect : `${parsed.result}: ${parsed.detail}`;
  };
  const accepted: { title: string; value: string; expected: object }[] = [
    { title: "rating", value: "0", expected: { google_rating: 0 } },
    { title: "rating", value: "5", expected: { google_rating: 5 } },
    { title: "rating", value: "4.5", expected: { google_rating: 4.5 } },
    { title: "rating", value: "4,5", expected: { google_rating: 4.5 } },
    { title: "reviews", value: "0", expected: { review_count: 0 } },
    { title: "reviews", value: "1,234,567", expected: { review_count: 1_234_567 } },
    { title: "reviews", value: "10000000", expected: { review_count: 10_000_000 } },
    { title: "priority", value: "-100", expected: { priority: -100 } },
    { title: "priority", value: "100", expected: { priority: 100 } },
    { title: "state", value: "il", expected: { state_code: "IL" } },
    { title: "state", value: "New york", expected: { state_code: "NY" } },
    { title: "state", value: "DC", expected: { state_code: "DC" } },
    { title: "trade", value: "HVAC", expected: { trade_type: "hvac" } },
    { title: "zip", value: "02134", expected: { zip: "02134" } },
    { title: "zip", value: "62701-1234", expected: { zip: "62701-1234" } },
    { title: "zip", value: " ", expected: { zip: null } },
    { title: "name", value: "Ann\r\nBcc: x@y.test", expected: { name: "Ann Bcc: x@y.test" } },
    { title: "company", value: "Air\tand\nHeat", expected: { company: "Air and Heat" } },
    { title: "company", value: "  Air  ", expected: { company: "Air" } },
    { title: "company", value: "A\u0007ir\u0000", expected: { company: "Air" } },
    { title: "company", value: "x".repeat(500), expected: { company: "x".repeat(500) } },
    { title: "notes", value: "one\ntwo", expected: { notes: "one\ntwo" } },
    { title: "notes", value: "x".repeat(5_000), expected: { notes: "x".repeat(5_000) } },
    { title: "fleet", value: "12\n13", expected: { custom: { fleet: "12 13" } } },
    { title: "fleet", value: "=1+1", expected: { custom: { fleet: "=1+1" } } },
    { title: "constructor", value: "x", expected: { custom: { constructor: "x" } } },
    { title: "fleet", value: " ", expected: { custom: {} } },
  ];
  for (const { title, value, expected } of accepted)
    it(`reads ${JSON.stringify(value.slice(0, 20))} as ${title}`, () =>
      expect(one(title, value)).toMatchObject(expected));

  it.each([
    ["rating", "-1"],
    ["rating", "5.1"],
    ["rating", "4.5 stars"],
    ["rating", "4,5,6"],
    ["rating", "NaN"],
    ["rating", "Infinity"],
    ["reviews", "-1"],
    ["reviews", "1.5"],
    ["reviews", "1,23"],
    ["reviews", "10000001"],
    ["reviews", "0x10"],
    ["reviews", "1e3"],
    ["priority", "101"],
    ["priority", "-101"],
    ["priority", "high"],
    ["state", "XX"],
    ["state", "Illinoi"],
    ["state", "constructor"],
    ["zip", "abc"],
    ["zip", "6270"],
    ["zip", "627011"],
    ["zip", "62701-12"],
    ["notes", "x".repeat(5_001)],
    ["fleet", "x".repeat(501)],
  ])("refuses a %s of %j, and the column is named", (title, value) => {
    const labels: Record<string, string> = { rating: " (Google rating)", reviews: " (Number of reviews)" };
    const said = `invalid_value: Column "${title}"${labels[title] ?? ""}: `;
    expect(String(one(title, value)).slice(0, said.length)).toBe(said);
  });

  it("takes a full name before first and last name", () => {
    const names = targetsOf(["email", "name", "first name", "last name"]);
    expect(parseRow(["a@x.test", "Dr. Ann Lee", "Ann", "Lee"], names)).toMatchObject({
      prospect: { name: "Dr. Ann Lee" },
    });
    expect(parseRow(["a@x.test", "", "Ann", ""], names)).toMatchObject({ prospect: { name: "Ann" } });
    expect(parseRow(["a@x.test", "", "", "Lee"], names)).toMatchObject({ prospect: { name: "Lee" } });
    expect(parseRow(["a@x.test", "", "", ""], names)).toMatchObject({ prospect: { name: null } });
  });

  it.each(["company", "name", "first name", "place id"])("needs no address when there is a %s", (title) => {
    expect(parseRow(["", "Acme"], targetsOf(["email", title]))).toMatchObject({ ok: true, prospect: { email: null } });
  });

  it.each(["phone", "city", "fleet", "notes"])("needs more than a %s", (title) => {
    expect(parseRow(["", "Acme"], targetsOf(["email", title]))).toMatchObject({ ok: false, result: "invalid_row" });
  });

  it("keeps every field where it belongs", () => {
    const titles = ["email", "phone", "website", "city", "zip", "place id", "email source", "consent", "note"];
    const cells = ["a@x.test", "555", "x.test", "Austin", "78701", "p-1", "site", "soft opt-in", "called"];
    expect(parseRow(cells, targetsOf(titles))).toEqual({
      ok: true,
      emailKey: "a@x.test",
      prospect: {
        email: "a@x.test",
        name: null,
        company: null,
        phone: "555",
        trade_type: null,
        website: "x.test",
        city: "Austin",
        state_code: null,
        zip: "78701",
        google_rating: null,
        review_count: null,
        source_place_id: "p-1",
        email_source: "site",
        consent_basis: "soft opt-in",
        priority: null,
        notes: "called",
        custom: {},
      },
    });
  });
});

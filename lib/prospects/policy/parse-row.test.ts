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
      detail: /google_rating: "7" is not a number from 0 to 5/,
    },
    {
      name: "a count that is no number",
      cells: row({ email: "a@x.test", reviews: "many" }),
      detail: /review_count: "many" is not a whole number/,
    },
    {
      name: "a state that is none",
      cells: row({ email: "a@x.test", state: "Bavaria" }),
      detail: /state_code: "Bavaria" is no US state/,
    },
    { name: "a row that names nobody", cells: row({ state: "IL" }), detail: /names nobody/ },
    { name: "too few cells", cells: ["a@x.test"], detail: /has 1 cells, the header has 9/ },
    { name: "too many cells", cells: [...row({ email: "a@x.test" }), "x"], detail: /has 10 cells/ },
    {
      name: "a value too long",
      cells: row({ email: "a@x.test", company: "x".repeat(501) }),
      detail: /company: longer than 500/,
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

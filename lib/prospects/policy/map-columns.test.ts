import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importFields } from "../types.ts";
import { mapColumns, suggestColumns } from "./map-columns.ts";

const targetsOf = (header: string[]) => {
  const mapping = mapColumns(header);
  return mapping.ok ? mapping.targets.map((t) => (t.kind === "field" ? t.field : `custom:${t.name}`)) : mapping.problem;
};

describe("mapColumns", () => {
  const cases: { name: string; header: string[]; expected: string[] | string }[] = [
    { name: "our own names", header: ["email", "company", "zip"], expected: ["email", "company", "zip"] },
    {
      name: "other tools' names in any case",
      header: ["E-Mail Address", "Business Name", "Postal Code", "# of Reviews"],
      expected: ["email", "company", "zip", "custom:of_reviews"],
    },
    {
      name: "first and last names",
      header: ["First Name", "Last Name", "Email"],
      expected: ["first_name", "last_name", "email"],
    },
    {
      name: "unknown columns as custom fields",
      header: ["email", "Years in Business", "Größe"],
      expected: ["email", "custom:years_in_business", "custom:größe"],
    },
    { name: "a column without a title", header: ["email", " "], expected: ["email", "custom:column_2"] },
    {
      name: "more columns than a list has",
      header: ["email", ...Array.from({ length: 500 }, (_, n) => `field ${n}`)],
      expected: "too_many_columns",
    },
    { name: "no address column", header: ["name", "company"], expected: "no_email_column" },
    { name: "two columns for one field", header: ["email", "E-mail"], expected: "repeated_column" },
    { name: "an empty first row", header: ["", " "], expected: "no_header" },
  ];
  for (const { name, header, expected } of cases) it(name, () => expect(targetsOf(header)).toEqual(expected));

  it("names what it found and how to mend it", () => {
    expect(mapColumns(["Name", "Firm"])).toMatchObject({
      detail:
        'There is no column for the address: match one to Email address, or name one "email" in the file. Found: "Name", "Firm".',
    });
  });
});

describe("the columns of a report", () => {
  it("are those of the file behind its own, which are nobody's fields", () => {
    expect(suggestColumns(["row", "result", "meaning", "E-Mail", "Crew"])).toEqual([
      "ignore",
      "ignore",
      "ignore",
      "email",
      "custom",
    ]);
  });

  it("are not seen in a file that has one of them", () => {
    expect(suggestColumns(["row", "email", "result"])).toEqual(["custom", "email", "custom"]);
  });
});

it("keeps the title of a column as the file has it, where there is one that can be stored", () => {
  const mapping = mapColumns([" E-Mail ", "Crew\0 size", "", `${"a".repeat(199)}𝐁`]);
  const titles = mapping.ok ? mapping.targets.map(({ title }) => title) : [];
  expect(titles.slice(0, 3)).toEqual(["E-Mail", "Crew size", undefined]);
  expect(titles[3]).toHaveLength(200);
  expect(titles[3]?.isWellFormed()).toBe(true);
});

describe("columns of other tools", () => {
  it.each([...importFields])("takes our own name %s, with spaces or capitals", (field) => {
    const others = field === "email" ? [] : ["email"];
    for (const title of [field, field.toUpperCase(), ` ${field.replaceAll("_", " ")} `]) {
      expect(targetsOf([...others, title])).toEqual([...others, field]);
    }
  });

  it.each([
    ["Work Email", "email"],
    ["Owner Name", "name"],
    ["Given name", "first_name"],
    ["Surname", "last_name"],
    ["Organization", "company"],
    ["Telephone", "phone"],
    ["Industry", "trade_type"],
    ["URL", "website"],
    ["Town", "city"],
    ["Region", "state_code"],
    ["Zip-Code", "zip"],
    ["Stars", "google_rating"],
    ["Google reviews", "review_count"],
    ["Google Place ID", "source_place_id"],
    ["Legal basis", "consent_basis"],
    ["Comments", "notes"],
  ])("knows %s", (title, field) => {
    const rest = field === "email" ? ["company"] : ["email"];
    expect(targetsOf([...rest, title])).toEqual([...rest, field]);
  });

  it("keeps the titles of columns that it does not know apart", () => {
    expect(targetsOf(["email", "Fleet", "fleet", "fleet_3", "FLEET!"])).toEqual([
      "email",
      "custom:fleet",
      "custom:fleet_3",
      "custom:fleet_3_4",
      "custom:fleet_5",
    ]);
  });

  it("quotes both columns that mean the same field", () => {
    expect(mapColumns(["Email", "ZIP", "Postal code"])).toMatchObject({
      detail: 'The columns "ZIP" and "Postal code" all mean ZIP: keep one of them.',
    });
  });

  it("shows no more than twenty columns, each in 60 characters", () => {
    const header = Array.from({ length: 30 }, (_, i) => `${i}-${"x".repeat(100)}`);
    const mapping = mapColumns(header);
    if (mapping.ok) throw new Error("must be refused");
    expect(mapping.detail).toContain('"19-xxx');
    expect(mapping.detail).not.toContain('"20-');
    expect(mapping.detail.length).toBeLessThan(20 * 70);
  });

  it("gives every column a place of its own, with a name that can be stored, whatever the titles are", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 80 }), { maxLength: 8 }), (titles) => {
        const mapping = mapColumns(["email", ...titles.map((title) => `x ${title}`)]);
        if (!mapping.ok) return;
        expect(mapping.targets).toHaveLength(titles.length + 1);
        const names = mapping.targets.flatMap((target) => (target.kind === "custom" ? [target.name] : []));
        expect(new Set(names).size).toBe(names.length);
        for (const name of names) {
          expect(name).toMatch(/^[\p{L}\p{N}_]+$/u);
          expect(name.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it("cuts a long title between characters", () => {
    const [, target] = targetsOf(["email", `${"a".repeat(59)}𝐁𝐁`]);
    expect(target).toMatch(/^custom:a{59}/);
    expect(target?.isWellFormed()).toBe(true);
  });
});

describe("choices of a person", () => {
  const header = ["Mail", "Ref", "Who"];

  it("win over what the titles say", () =>
    expect(mapColumns(header, ["ignore", "custom", "email"])).toEqual({
      ok: true,
      targets: [
        { kind: "ignored", name: "mail", title: "Mail" },
        { kind: "custom", name: "ref", title: "Ref" },
        { kind: "field", field: "email", title: "Who" },
      ],
    }));

  it.each([
    ["too few", ["email", "ignore"], "column_count"],
    ["one field twice", ["email", "email", "name"], "repeated_column"],
    ["no address", ["ignore", "custom", "name"], "no_email_column"],
  ] as const)("are refused with %s", (_name, choices, problem) =>
    expect(mapColumns(header, choices)).toMatchObject({ ok: false, problem }),
  );

  it("begin with a suggestion: a field for each title that is known, else a custom field", () =>
    expect(suggestColumns(["E-mail", "Crew size", "ZIP code", ""])).toEqual(["email", "custom", "zip", "custom"]));
});

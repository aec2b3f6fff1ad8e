import { describe, expect, it } from "vitest";
import { mapColumns } from "./map-columns.ts";

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
    { name: "no address column", header: ["name", "company"], expected: "no_email_column" },
    { name: "two columns for one field", header: ["email", "E-mail"], expected: "repeated_column" },
    { name: "an empty first row", header: ["", " "], expected: "no_header" },
  ];
  for (const { name, header, expected } of cases) it(name, () => expect(targetsOf(header)).toEqual(expected));

  it("names what it found and how to mend it", () => {
    expect(mapColumns(["Name", "Firm"])).toMatchObject({
      detail: 'There is no column for the address: name one "email". Found: "Name", "Firm".',
    });
  });
});

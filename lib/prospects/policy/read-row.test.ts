import { describe, expect, it } from "vitest";
import { readRow } from "./classify-rows.ts";
import { mapColumns } from "./map-columns.ts";

const mapping = mapColumns(["email", "company", "place id"]);
if (!mapping.ok) throw new Error(mapping.detail);
const { targets } = mapping;

describe("readRow", () => {
  it("keeps the address in lower case, and its key beside it", () => {
    expect(readRow(7, ["J.Doe+news@GMail.com", "Doe Air", ""], targets)).toMatchObject({
      kind: "read",
      rowNumber: 7,
      email: "j.doe+news@gmail.com",
      emailKey: "jdoe@gmail.com",
      fields: { company: "Doe Air", source_place_id: null },
    });
  });

  it("reads a row without an address", () => {
    expect(readRow(2, ["", "Doe Air", "place-1"], targets)).toMatchObject({
      kind: "read",
      email: null,
      emailKey: null,
    });
  });

  it.each([
    "nobody",
    "a@b",
    "a b@acme.com",
    "@acme.com",
    "ann@acme..com",
    "ann@acme.com, bob@acme.com",
    "ann@10.0.0.1",
  ])("refuses the address %s and quotes it", (email) => {
    expect(readRow(3, [email, "Acme", ""], targets)).toEqual({
      kind: "refused",
      rowNumber: 3,
      result: "invalid_email",
      detail: `Column "email" (Email address): "${email}" is no address that mail can be sent to.`,
    });
  });

  it("quotes no more than 80 characters of a bad address", () => {
    const row = readRow(3, ["x".repeat(300), "", ""], targets);
    expect(row).toMatchObject({ detail: expect.stringContaining(`"${"x".repeat(80)}"`) });
  });

  it("passes on why a row cannot be read", () => {
    expect(readRow(4, ["ann@acme.com"], targets)).toMatchObject({
      kind: "refused",
      rowNumber: 4,
      result: "invalid_row",
    });
  });
});

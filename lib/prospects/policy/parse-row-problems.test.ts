import { describe, expect, it } from "vitest";
import { mapColumns } from "./map-columns.ts";
import { parseRow } from "./parse-row.ts";

function read(cells: string[], titles: string[]) {
  const mapping = mapColumns(titles);
  if (!mapping.ok) throw new Error(mapping.detail);
  return parseRow(cells, mapping.targets);
}

describe("a row with several problems", () => {
  const titles = ["email", "company", "state", "zip", "rating", "reviews", "priority"];
  const readOne = (cells: string[]) => read(cells, titles);

  it("is told all of them at once, column by column", () => {
    expect(readOne(["notanemail", "Acme", "ZZ", "abc", "9", "", ""])).toEqual({
      ok: false,
      result: "invalid_value",
      detail: [
        'Column "email" (Email address): "notanemail" is no address that mail can be sent to.',
        'Column "state": "ZZ" is no US state: use its two-letter code.',
        'Column "zip": "abc" is no US ZIP: use its five digits, leading zeros included.',
        'Column "rating" (Google rating): "9" is not a number from 0 to 5.',
      ].join(" "),
    });
  });

  it("is a malformed address only where nothing else is wrong with it", () => {
    expect(readOne(["nobody", "Acme", "IL", "62701", "", "", ""])).toMatchObject({ result: "invalid_email" });
    expect(readOne(["nobody", "x".repeat(501), "", "", "", "", ""])).toMatchObject({
      result: "invalid_value",
      detail: expect.stringMatching(/"nobody" is no address .*Column "company": longer than 500 characters\.$/),
    });
  });

  it("is told that it names nobody besides, and not where a name is too long to be read", () => {
    const nobody = expect.stringMatching(/^Column "state": "ZZ" .*names nobody/);
    expect(readOne(["", "", "ZZ", "", "", "", ""])).toMatchObject({ result: "invalid_value", detail: nobody });
    const long = { detail: 'Column "company": longer than 500 characters.' };
    expect(readOne(["", "x".repeat(501), "", "", "", "", ""])).toMatchObject(long);
  });

  it("is told six, each once and shortened, and how many there are besides", () => {
    const wide = [...titles, ...Array.from({ length: 90 }, (_, index) => `${"long title ".repeat(20)}${index}`)];
    const parsed = read(Array(wide.length).fill("\u{1F600}".repeat(400)), wide);
    if (parsed.ok) throw new Error("was read");
    expect(parsed.detail.split("Column ")).toHaveLength(1 + 6);
    expect(parsed.detail).toMatch(/ And 91 more\.$/);
    expect(parsed.detail.length).toBeLessThan(1_500);
    const most = readOne(["x".repeat(400), "", "x".repeat(400), "y", "z".repeat(400), "z", "z"]);
    expect(most).toMatchObject({ detail: expect.not.stringContaining("more.") });
  });
});

it("gives a ZIP the leading zero back that a spreadsheet took away, where the state says that there was one", () => {
  const zipIn = (state: string, zip: string) => {
    const parsed = read(["a@x.test", state, zip], ["email", "state", "zip"]);
    return parsed.ok ? parsed.prospect.zip : parsed.detail;
  };
  expect(zipIn("Massachusetts", "2134")).toBe("02134");
  expect(zipIn("IL", "2134")).toContain('Column "zip": "2134" is no US ZIP');
});

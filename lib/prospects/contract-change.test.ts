import { describe, expect, it } from "vitest";
import { prospectPatch } from "./contract-change.ts";

describe("the place of a prospect, which decides its time zone", () => {
  it.each([
    [{ zip: " 02134 " }, { zip: "02134" }],
    [{ zip: "60601-1234" }, { zip: "60601-1234" }],
    [{ zip: null }, { zip: null }],
    [{ state_code: "texas" }, { state_code: "TX" }],
  ])("%j is %j", (given, read) => expect(prospectPatch.parse(given)).toEqual(read));

  it.each([
    ["zip", "abc", "must be a US ZIP, such as 62701 or 62701-1234"],
    ["zip", "2134", "must be a US ZIP, such as 62701 or 62701-1234"],
    ["zip", "", "must be a US ZIP, such as 62701 or 62701-1234"],
    ["state_code", "ZZ", "must be a US state, such as TX"],
  ])("refuses a %s of %j", (field, value, message) => {
    const { error } = prospectPatch.safeParse({ [field]: value });
    expect(error?.issues).toMatchObject([{ path: [field], message }]);
  });

  it("keeps one that was stored before: an edit may say what it saw", () => {
    expect(prospectPatch.parse({ zip: "62701", base: { zip: "abc" } })).toMatchObject({ base: { zip: "abc" } });
  });
});

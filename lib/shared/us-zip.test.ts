import { describe, expect, it } from "vitest";
import { timeZoneOfProspect } from "#lib/sequencing/policy/time-zone.ts";
import { zipOf } from "./us-zip.ts";

describe("zipOf", () => {
  it.each([
    ["62701", null, "62701"],
    [" 62701 ", "IL", "62701"],
    ["60601-1234", null, "60601-1234"],
    ["606011234", "IL", "606011234"],
    ["02134", "MA", "02134"],
    ["2134", "MA", "02134"],
    ["21341234", "MA", "021341234"],
    ["2134-1234", "MA", "02134-1234"],
    ["601", "PR", "00601"],
    ["6011234", "PR", "006011234"],
    ["10001", "MA", "10001"],
  ])("%j in %s is %s", (text, state, zip) => expect(zipOf(text, state)).toBe(zip));

  it.each([
    ["", null],
    ["abc", "IL"],
    ["2134", null],
    ["6270", "IL"],
    ["213", "MA"],
    ["6010", "PR"],
    ["627011", "IL"],
    ["62701-", "IL"],
    ["62701-12", "IL"],
    ["62701 1234", "IL"],
    ["62701.0", "IL"],
    ["2134", "constructor"],
    ["6270１", "IL"],
    ["SW1A 1AA", null],
  ])("%j in %s is no ZIP", (text, state) => expect(zipOf(text, state)).toBeNull());

  it.each([
    ["2134", "MA", "America/New_York"],
    ["601", "PR", "America/Puerto_Rico"],
  ])("restores %s in %s, whose time zone is %s", (text, state, zone) => {
    expect(timeZoneOfProspect({ zip: zipOf(text, state), stateCode: null })).toBe(zone);
  });
});

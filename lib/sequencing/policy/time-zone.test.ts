import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usStates } from "#lib/shared/us-states.ts";
import { timeZoneOfProspect, zonesOfProspect } from "./time-zone.ts";
import { zonesByPrefix, zonesByState } from "./zone-table.ts";

const fallback = "America/Chicago";
const zonesOf = (zip: string | null, stateCode: string | null) => zonesOfProspect({ zip, stateCode }, fallback);

describe("zonesOfProspect", () => {
  it.each([
    ["Springfield IL", "62701", "IL", ["America/Chicago"], "zip"],
    ["Pensacola FL, in the panhandle", "32501", "FL", ["America/Chicago"], "zip"],
    ["Miami FL", "33101", "FL", ["America/New_York"], "zip"],
    ["Panama City FL, prefix in two zones", "32401", "FL", ["America/Chicago", "America/New_York"], "zip"],
    ["El Paso TX", "79901", "TX", ["America/Denver"], "zip"],
    ["Austin TX", "78701", "TX", ["America/Chicago"], "zip"],
    ["Gary IN", "46401", "IN", ["America/Chicago"], "zip"],
    ["Indianapolis IN", "46201", "IN", ["America/New_York"], "zip"],
    ["Coeur d'Alene ID", "83814", "ID", ["America/Los_Angeles"], "zip"],
    ["Ontario OR", "97914", "OR", ["America/Denver", "America/Los_Angeles"], "zip"],
    ["Chinle AZ, Navajo Nation", "86503", "AZ", ["America/Phoenix", "America/Denver"], "zip"],
    ["Honolulu HI", "96813", "HI", ["Pacific/Honolulu"], "zip"],
    ["ZIP+4", "60601-1234", null, ["America/Chicago"], "zip"],
    ["ZIP+4 without its hyphen", "606011234", null, ["America/Chicago"], "zip"],
    ["ZIP beats state", "10001", "CA", ["America/New_York"], "zip"],
    ["state alone", null, "CA", ["America/Los_Angeles"], "state"],
    ["two-zone state", null, "tn", ["America/Chicago", "America/New_York"], "state"],
    ["malformed ZIP", "6270", "NY", ["America/New_York"], "state"],
    ["military post", "09012", "AE", [fallback], "settings"],
    ["nothing known", null, null, [fallback], "settings"],
  ])("%s", (_name, zip, state, zones, source) => {
    expect(zonesOf(zip, state)).toEqual({ zones, source });
  });

  it("knows every state", () => {
    expect(Object.keys(usStates).filter((code) => !zonesByState.has(code))).toEqual([]);
  });

  it("names only time zones that exist", () => {
    const zones = new Set([...zonesByPrefix.values(), ...zonesByState.values()].flat());
    for (const zone of zones) expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
  });
});

it("shows one zone, or null when the place says nothing", () => {
  expect(timeZoneOfProspect({ zip: "37301", stateCode: null })).toBe("America/New_York");
  expect(timeZoneOfProspect({ zip: null, stateCode: "WA" })).toBe("America/Los_Angeles");
  expect(timeZoneOfProspect({ zip: null, stateCode: null })).toBeNull();
});

it("gives every place of any text zones that exist, at most two, and the tenant's own where the text says nothing", () => {
  const known = new Set([...zonesByPrefix.values(), ...zonesByState.values()].flat());
  const digits = fc.stringMatching(/^[0-9]{0,10}$/);
  const anything = fc.option(
    fc.oneof(digits, fc.string({ maxLength: 12 }), fc.constantFrom("constructor", "IL", "tn ", "60601-1234")),
    { nil: null },
  );
  fc.assert(
    fc.property(anything, anything, (zip, state) => {
      const { zones, source } = zonesOf(zip, state);
      expect([1, 2]).toContain(zones.length);
      if (source === "settings")
        expect([zones, timeZoneOfProspect({ zip, stateCode: state })]).toEqual([[fallback], null]);
      else
        expect([zones.every((zone) => known.has(zone)), timeZoneOfProspect({ zip, stateCode: state })]).toEqual([
          true,
          zones[0],
        ]);
      if (source === "zip") expect(zip?.trim()).toMatch(/^\d{5}(-?\d{4})?$/);
    }),
    { seed: 18, numRuns: 500 },
  );
});

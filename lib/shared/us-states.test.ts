import { describe, expect, it } from "vitest";
import { stateCodeOf, usStates } from "./us-states.ts";

describe("stateCodeOf", () => {
  it.each([
    ["IL", "IL"],
    ["il", "IL"],
    [" tx ", "TX"],
    ["Illinois", "IL"],
    ["NEW YORK", "NY"],
    ["north carolina", "NC"],
    ["District of Columbia", "DC"],
    ["Puerto Rico", "PR"],
  ])("%j is %s", (text, code) => {
    expect(stateCodeOf(text)).toBe(code);
  });

  it.each(["", "  ", "XX", "Ill", "Ontario", "I L", "constructor", "toString", "__proto__"])(
    "%j is no state",
    (text) => {
      expect(stateCodeOf(text)).toBeNull();
    },
  );

  it("knows fifty states, the capital and Puerto Rico, each by code and by name", () => {
    expect(Object.keys(usStates)).toHaveLength(52);
    for (const [code, name] of Object.entries(usStates)) {
      expect([stateCodeOf(code), stateCodeOf(name), stateCodeOf(name.toUpperCase())]).toEqual([code, code, code]);
    }
  });
});

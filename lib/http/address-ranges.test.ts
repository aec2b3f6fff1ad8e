import { describe, expect, it } from "vitest";
import { addressRanges } from "./address-ranges.ts";

describe("addressRanges", () => {
  it.each([
    { parts: [], address: "10.0.0.7", expected: false },
    { parts: ["10.0.0.7"], address: "10.0.0.7", expected: true },
    { parts: ["10.0.0.7"], address: "10.0.0.8", expected: false },
    { parts: ["172.30.0.0/24"], address: "172.30.0.255", expected: true },
    { parts: ["172.30.0.0/24"], address: "172.30.1.0", expected: false },
    { parts: ["10.0.0.7"], address: "::ffff:10.0.0.7", expected: true },
    { parts: ["fd00::/8"], address: "fd12::1", expected: true },
    { parts: ["fd00::/8"], address: "fe80::1", expected: false },
    { parts: ["0.0.0.0/0"], address: "unknown", expected: false },
  ])("$parts has $address: $expected", ({ parts, address, expected }) => {
    expect(addressRanges(parts).has(address)).toBe(expected);
  });

  it.each(["proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0.0/x", ""])("refuses %j", (part) => {
    expect(() => addressRanges(["10.0.0.1", part])).toThrow();
  });
});

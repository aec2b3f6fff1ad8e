import { expect, it } from "vitest";
import { clientAddress } from "./client-address.ts";

it.each([
  ["203.0.113.7", "203.0.113.7"],
  ["1.2.3.4, 203.0.113.7", "203.0.113.7"],
  ["203.0.113.7, evil", null],
  ["::FFFF:203.0.113.7", "::ffff:cb00:7107"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["unknown", null],
  ["", null],
  ["203.0.113.7:4711", null],
])("x-forwarded-for %j means %j", (value, expected) => {
  expect(clientAddress(new Headers({ "x-forwarded-for": value }))).toBe(expected);
});

it("is unknown when nothing names it", () => {
  expect(clientAddress(new Headers())).toBeNull();
  expect(clientAddress(new Headers({ "x-real-ip": "203.0.113.7" }))).toBeNull();
});

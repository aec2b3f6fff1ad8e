import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, test } from "vitest";
import { addressRanges } from "#lib/http/address-ranges.ts";
import { settleForwarded } from "./client-address.ts";

const trusted = addressRanges(["10.0.0.0/24"]);
const settle = (peer: string | undefined, headers: IncomingHttpHeaders) => {
  const request = { headers: { ...headers }, socket: { remoteAddress: peer } };
  settleForwarded(request as never, trusted);
  return request.headers;
};

describe("where a request came from", () => {
  const cases = [
    { name: "nobody between", peer: "203.0.113.9", named: undefined, expected: "203.0.113.9" },
    { name: "a client that invents an address", peer: "203.0.113.9", named: "198.51.100.1", expected: "203.0.113.9" },
    { name: "a trusted proxy", peer: "10.0.0.7", named: "203.0.113.9", expected: "203.0.113.9" },
    {
      name: "what the client told the proxy",
      peer: "10.0.0.7",
      named: "1.1.1.1, 203.0.113.9",
      expected: "203.0.113.9",
    },
    { name: "two trusted proxies", peer: "10.0.0.7", named: "203.0.113.9, 10.0.0.8", expected: "203.0.113.9" },
    { name: "a trusted proxy's own request", peer: "10.0.0.7", named: undefined, expected: "10.0.0.7" },
    { name: "words in place of an address", peer: "10.0.0.7", named: "unknown", expected: "10.0.0.7" },
    { name: "a mapped address of the proxy", peer: "::ffff:10.0.0.7", named: "203.0.113.9", expected: "203.0.113.9" },
  ];
  test.each(cases)("$name", ({ peer, named, expected }) => {
    expect(settle(peer, { "x-forwarded-for": named })["x-forwarded-for"]).toBe(expected);
  });

  test("host and protocol are a trusted proxy's word only", () => {
    const said = { "x-forwarded-proto": "https", "x-forwarded-host": "evil.example", forwarded: "proto=https" };
    expect(settle("203.0.113.9", said)).toEqual({ "x-forwarded-for": "203.0.113.9" });
    expect(settle("10.0.0.7", said)).toMatchObject(said);
  });

  test("a connection that is gone has no address", () => expect(settle(undefined, {})["x-forwarded-for"]).toBe(""));
});

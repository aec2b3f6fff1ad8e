import { expect, it } from "vitest";
import { lookUpTextUncached } from "./look-up-text.ts";

const fail = (code?: string) => Promise.reject(Object.assign(new Error("query failed"), { code }));

it.each([
  [
    "parts of a record are joined, records are kept apart",
    async () => [["v=spf1 ", "-all"], ["other"]],
    { kind: "found", records: ["v=spf1 -all", "other"] },
  ],
  ["an empty list is no record", async () => [], { kind: "none" }],
  ["a name without text records", () => fail("ENODATA"), { kind: "none" }],
  ["no such name", () => fail("ENOTFOUND"), { kind: "none" }],
  ["a time-out says nothing of the name", () => fail("ETIMEOUT"), { kind: "unknown", detail: "ETIMEOUT" }],
  ["nor does a server failure", () => fail("ESERVFAIL"), { kind: "unknown", detail: "ESERVFAIL" }],
  ["nor what has no code", () => fail(), { kind: "unknown", detail: "query failed" }],
])("%s", async (_name, resolveTxt, expected) => {
  expect(await lookUpTextUncached({ resolveTxt }, "acme.com")).toEqual(expected);
});

import { expect, it } from "vitest";
import { ownerName, ownerOptions } from "./owner-words.ts";

const owners = [{ id: "a", name: "Ann" }];

it("names members, nobody and who has left", () => {
  expect([ownerName(owners, "a"), ownerName(owners, null), ownerName(owners, "z")]).toEqual([
    "Ann",
    "Nobody",
    "Former member",
  ]);
});

it("takes nobody for a former member while the members are not read", () => {
  expect(ownerName(undefined, "a")).toBe("not loaded");
  expect(ownerOptions(undefined, "a").map(({ label }) => label)).toEqual(["Nobody", "not loaded"]);
});

it("offers nobody, every member, and whoever it is now", () => {
  expect(ownerOptions(owners, "a").map(({ label }) => label)).toEqual(["Nobody", "Ann"]);
  expect(ownerOptions(owners, "z").map(({ value }) => value)).toEqual(["", "z", "a"]);
});

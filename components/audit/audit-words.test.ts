import { expect, it } from "vitest";
import { fieldChanges } from "./audit-words.ts";

it("every field of either side is there once", () => {
  expect(fieldChanges({ before: { a: 1, b: 2 }, after: { b: 3, c: 4 }, target_name: null })).toEqual([
    { name: "a", before: 1, after: undefined },
    { name: "b", before: 2, after: 3 },
    { name: "c", before: undefined, after: 4 },
  ]);
});

it.each([
  ["what only repeats the target's name is left out", { after: { name: "Grid", kind: "smtp" } }, ["kind"]],
  ["a name that changed is not", { before: { name: "Old" }, after: { name: "Grid" } }, ["name"]],
  [
    "what is told on both sides and did not change is left out",
    { before: { status: "contacted", hold_reason: null }, after: { status: "lost", hold_reason: null } },
    ["status"],
  ],
  ["an id of what has no page is left out", { after: { note_id: "n1", text: "Call" } }, ["text"]],
  ["nor another field of the same value", { after: { sender_name: "Grid" } }, ["sender_name"]],
])("%s", (_name, sides, expected) => {
  const changes = fieldChanges({ before: null, ...sides, target_name: "Grid" });
  expect(changes.map(({ name }) => name)).toEqual(expected);
});

import { expect, it } from "vitest";
import { idsIn, targetName } from "./named-ids.ts";

const [a, b, c] = ["a", "b", "c"].map((part) => `0197a000-0000-7000-8000-00000000000${part}`) as [
  string,
  string,
  string,
];

it("finds the ids of targets and among fields, at any depth, each once", () => {
  const lines = [
    { target_id: a, before: { owner_id: null }, after: { owner_id: b } },
    { target_id: "run-sequencer", before: null, after: { steps: [{ template_id: c }, { template_id: a }] } },
  ];
  expect(idsIn(lines, 9)).toEqual([a, b, c]);
  expect(idsIn(lines, 2)).toEqual([a, b]);
  expect(idsIn([], 2)).toEqual([]);
});

it.each([
  ["its name now", { target_id: a, before: { name: "Old" }, after: null }, "Now"],
  ["what was written of it", { target_id: b, before: { domain: "a.test" }, after: { limit: 3 } }, "a.test"],
  ["what it became rather than what it was", { target_id: b, before: { name: "Old" }, after: { name: "New" } }, "New"],
  ["nothing where nothing names it", { target_id: b, before: { name: 7 }, after: { name: "" } }, null],
  ["nothing of what is no single thing", { target_id: null, before: null, after: { name: "Old" } }, null],
])("a target is called %s", (_case, line, expected) => {
  expect(targetName(line, new Map([[a, "Now"]]))).toBe(expected);
});

import { expect, test } from "vitest";
import { readError, readOps } from "./app-ops.ts";

test("reads one op or many and drops what is none", () => {
  const op = { id: "a", op: "StepRun", name: "plan", data: 1, error: undefined, opts: { x: 1 } };
  expect(readOps(op)).toEqual([op]);
  expect(readOps([{ id: "b", op: "Sleep" }, null, "text", { id: 1, op: "Sleep" }, { id: "c" }])).toEqual([
    { id: "b", op: "Sleep", name: "", data: null, error: undefined, opts: {} },
  ]);
  expect(readOps("<html>")).toEqual([]);
});

test.each([
  [
    { name: "X", message: "boom", stack: "s", __serialized: true },
    { name: "X", message: "boom", stack: "s", __serialized: true },
  ],
  [{ error: "old style" }, { error: "old style", name: "Error", message: "old style" }],
  [
    { name: "", message: 5 },
    { name: "Error", message: "fallback" },
  ],
  ["plain text", { name: "Error", message: "plain text" }],
  ["", { name: "Error", message: "fallback" }],
  [null, { name: "Error", message: "fallback" }],
  [["list"], { name: "Error", message: "fallback" }],
])("an error from %j", (raw, expected) => {
  expect(readError(raw, "fallback")).toEqual(expected);
});

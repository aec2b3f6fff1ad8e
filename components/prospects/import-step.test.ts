import { describe, expect, it } from "vitest";
import { type FlowStep, isAt, stepShown } from "./import-step.ts";

describe("the step of an import", () => {
  const nothing = { hasColumns: false, hasCheck: false };
  const columns = { hasColumns: true, hasCheck: false };
  const all = { hasColumns: true, hasCheck: true };

  it.each([
    ["the first page", null, nothing, "file"],
    ["a reload at the columns, which keeps no file", "columns", nothing, "file"],
    ["a reload at the check", "check", nothing, "file"],
    ["the columns", "columns", columns, "columns"],
    ["Back to the file", null, all, "file"],
    ["Back to the columns", "columns", all, "columns"],
    ["Forward to the check", "check", all, "check"],
    ["Forward to a check of other columns than are chosen now", "check", columns, "columns"],
    ["a check whose file was replaced", "check", { hasColumns: false, hasCheck: true }, "file"],
    ["a name that is none", "constructor", all, "file"],
  ] as const)("%s", (_name, named, held, step) => expect(stepShown(named, held)).toBe(step));

  it.each([
    ["", "file", true],
    ["step=columns", "columns", true],
    ["step=columns", "file", false],
    ["", "columns", false],
    ["id=7", "file", false],
    ["id=7&step=columns", "columns", false],
  ] as [string, FlowStep, boolean][])("at ?%s somebody is at %s: %s", (url, step, expected) =>
    expect(isAt(new URLSearchParams(url), step)).toBe(expected),
  );
});

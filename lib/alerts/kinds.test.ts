import { describe, expect, it } from "vitest";
import { alertKindNames, alertKinds, describeKind } from "./kinds.ts";

describe.each(alertKindNames)("%s", (kind) => {
  it("is a code that can be an anchor, and says what it is, what to do and what ends it", () => {
    const { label, todo, clears } = alertKinds[kind];
    expect(kind).toMatch(/^[a-z]+(_[a-z]+)*$/);
    for (const text of [label, todo, clears]) expect(text.length).toBeGreaterThan(5);
    expect(todo.endsWith(".")).toBe(true);
  });
});

it("shows a kind of newer code by its code, and leaves it alone", () => {
  expect(describeKind("some_newer_kind")).toMatchObject({ label: "some newer kind", source: "raised" });
  expect(describeKind("toString").label).toBe("toString");
});

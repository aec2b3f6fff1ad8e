import { expect, it } from "vitest";
import type { TemplateView } from "#lib/templates/contract.ts";
import { changeLines, differences, draftOf, errorsOf, withVariable } from "./template-draft.ts";

const stored: TemplateView = {
  id: "0190a0a0-0000-7000-8000-000000000001",
  name: "First touch",
  subject: "Calls",
  body: "Hi",
  archived_at: null,
  campaigns: [],
  version: 2,
  created_at: "2026-11-26T12:00:00Z",
};

it("begins with what is stored, or with nothing", () => {
  expect(draftOf(stored)).toEqual({ name: "First touch", subject: "Calls", body: "Hi" });
  expect(draftOf(null)).toEqual({ name: "", subject: "", body: "" });
});

it("names only what differs, and of a long text its beginning", () => {
  expect(differences({ ...draftOf(stored), subject: " Calls " }, stored)).toEqual([]);
  const [row, ...others] = differences({ ...draftOf(stored), body: "x".repeat(200) }, stored);
  expect(others).toEqual([]);
  expect(row).toEqual({ label: "Text", mine: `“${"x".repeat(120)}…”`, stored: "“Hi”" });
});

it("says what somebody changed, and that it was archived", () => {
  const told = { by: "ann@example.test", at: "2026-11-26T12:00:00Z" };
  const change = {
    ...told,
    before: { subject: "Calls", body: "x".repeat(200) },
    after: { subject: "Hello", body: "y" },
  };
  expect(changeLines(change)).toEqual(["Subject: “Calls” → “Hello”", `Text: “${"x".repeat(120)}…” → “y”`]);
  expect(changeLines({ ...told, before: null, after: { archived_at: "2026-11-26T12:00:00Z" } })).toEqual(["Archived"]);
});

it("believes the preview about the text, and the save about the rest", () => {
  const saved = { name: "enter a name", subject: "{{x}} is not known" };
  expect(errorsOf(saved, null)).toEqual(saved);
  expect(errorsOf(saved, {})).toEqual({ name: "enter a name" });
  expect(errorsOf(saved, { body: "{{y}} is not known" })).toEqual({
    name: "enter a name",
    body: "{{y}} is not known",
  });
});

it.each([
  ["at the cursor", 2, 2, "ab{{city}}cd", 10],
  ["in the place of what is selected", 1, 3, "a{{city}}d", 9],
  ["at the end", 4, 4, "abcd{{city}}", 12],
])("inserts a variable %s", (_name, start, end, text, cursor) =>
  expect(withVariable("abcd", "city", start, end)).toEqual({ text, cursor }),
);

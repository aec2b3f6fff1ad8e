import { describe, expect, it } from "vitest";
import type { WebhookView } from "#lib/alerts/contract-delivery.ts";
import { contestedFields, rebasedDraft, webhookBody, webhookChangeLines, webhookDraft } from "./webhook-draft.ts";

const base = {
  name: "Pager",
  url: "https://hooks.test/a",
  min_severity: "warning",
  kinds: ["budget", "breaker"],
} as unknown as WebhookView;
const line = { by: "Ben", at: "2026-06-10T12:00:00Z" };

it("a new one is told of warnings of every kind", () =>
  expect(webhookDraft(null)).toEqual({ name: "", url: "", min_severity: "warning", kinds: [] }));

it("is saved without blanks around name and address", () =>
  expect(webhookBody({ ...webhookDraft(base), name: " Pager ", url: " https://hooks.test/a " })).toEqual({
    ...webhookDraft(base),
  }));

describe("two who edit a webhook", () => {
  it("keep each what they alone changed; kinds in another order are the same ones", () => {
    const draft = { ...webhookDraft(base), name: "Mine", kinds: ["budget", "breaker"] };
    const current = { ...base, min_severity: "critical", kinds: ["breaker"] } as WebhookView;
    expect(rebasedDraft(draft, base, current)).toEqual({ ...webhookDraft(current), name: "Mine" });
    expect(contestedFields(draft, base, current)).toEqual([]);
  });

  it("decide on what both changed", () => {
    const draft = { ...webhookDraft(base), min_severity: "info" as const, kinds: [] };
    const current = { ...base, min_severity: "critical", kinds: ["breaker"] } as WebhookView;
    expect(contestedFields(draft, base, current)).toEqual([
      { label: "Severity", stored: "Critical only", mine: "Notes and above" },
      { label: "Kinds", stored: "breaker", mine: "every kind" },
    ]);
  });

  it.each([
    [{ name: "Pager" }, { name: "Bell" }, ["Name: Pager → Bell"]],
    [{ is_active: false }, { is_active: true }, ["switched it on"]],
    [{ is_active: true }, { is_active: false }, ["switched it off"]],
    [null, null, ["gave it a new secret"]],
  ])("are told field by field: %j → %j", (before, after, lines) =>
    expect(webhookChangeLines({ ...line, before, after })).toEqual(lines),
  );
});

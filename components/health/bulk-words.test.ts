import { expect, it } from "vitest";
import { bulkTitle, forecastText, outcomeText } from "./bulk-words.ts";
import type { MailboxRow } from "./health-rows.ts";

const rows = [
  { state: "healthy", state_reason: null, place: { daily_limit: 40 } },
  { state: "paused", state_reason: "bounce_rate", place: { daily_limit: 50 } },
  { state: "paused", state_reason: "paused_by_person", place: { daily_limit: 40 } },
] as unknown as MailboxRow[];

it.each([
  ["pause", "2 mailboxes will be paused. 1 is paused by a person already."],
  ["resume", "2 mailboxes will be resumed. 1 is not paused."],
  ["daily_limit", "1 mailbox will get the limit. 2 are at this limit already."],
] as const)("tells in counts what a %s is going to do", (action, text) => {
  expect(forecastText(action, rows, 40)).toBe(text);
});

it("leaves out what applies to none", () => {
  expect(forecastText("daily_limit", rows, 7)).toBe("3 mailboxes will get the limit.");
  expect(outcomeText("resume", [{ id: "1", from_email: "a", outcome: "changed" }])).toBe("1 resumed.");
});

it("tells in counts what has happened", () => {
  const items = (["changed", "unchanged", "not_found", "changed"] as const).map((outcome) => ({
    id: "1",
    from_email: null,
    outcome,
  }));
  expect(outcomeText("pause", items)).toBe("2 paused, 1 paused already, 1 no longer in use.");
  expect(outcomeText("resume", items)).toBe("2 resumed, 1 not paused, 1 no longer in use.");
  expect(outcomeText("daily_limit", items)).toBe("2 set to the limit, 1 at the limit already, 1 no longer in use.");
});

it("names the action and how many it is about", () => {
  expect(bulkTitle("pause", 1)).toBe("Pause 1 mailbox");
});

import { expect, it } from "vitest";
import { holdReasons, passOverReasons, reasonsOfRuns } from "#lib/shared/reasons.ts";
import { peopleHint, peopleHref } from "./reason-people.ts";

it.each([
  ["passed_over", "mailbox_paused", "/prospects?passed_over_for=mailbox_paused"],
  ["passed_over", "engagement_gate", "/prospects?hold_reason=engagement_gate"],
  ["passed_over", "recipient_domain_blocked", "/prospects?passed_over_for=recipient_domain_blocked"],
  ["passed_over", "a_newer_reason", null],
  ["passed_over", "already_queued", "/queue"],
  ["passed_over", "not_due", null],
  ["left_due_because", "campaign_cap", "/prospects?sort=next_send"],
  ["left_due_because", "engine_paused", "/prospects?sort=next_send"],
  ["changed", "bounce_rate", null],
] as const)("%s for %s is found at %s", (group, reason, href) => expect(peopleHref(group, reason)).toBe(href));

it("leads to somebody from every reason that a prospect can carry", () => {
  const carried = [...Object.keys(passOverReasons), ...Object.keys(holdReasons)].filter(
    (reason) => !reasonsOfRuns.has(reason),
  );
  expect(carried.filter((reason) => peopleHref("passed_over", reason) === null)).toEqual([]);
});

it("says what to expect there where reasons lead to people", () => {
  expect(peopleHint("passed_over")).toMatch(/who have it now/);
  expect(peopleHint("left_due_because")).toMatch(/still due come first/);
  expect(peopleHint("changed")).toBeNull();
});

import { expect, it } from "vitest";
import { recontactReasons } from "#lib/shared/reasons.ts";
import { groups, statusesOf } from "./groups.ts";

it("has every reason of re-contact, and each group once", () => {
  expect(groups).toEqual(expect.arrayContaining(Object.keys(recontactReasons)));
  expect(new Set(groups).size).toBe(groups.length);
});

it.each([
  ["next", ["contacted", "exhausted"]],
  ["cycles_over", ["contacted", "exhausted"]],
  ["bounced", ["bounced"]],
  ["unsubscribed", ["unsubscribed", "contacted", "exhausted"]],
] as const)("%s are in the statuses %s", (group, statuses) => expect(statusesOf(group)).toEqual(statuses));

import { expect, it } from "vitest";
import { chooseMembership } from "./choose-membership.ts";

const first = { tenantId: "first", isDemo: false };
const demo = { tenantId: "demo", isDemo: true };
const last = { tenantId: "last", isDemo: false };

it.each([
  { name: "the chosen one", memberships: [first, demo, last], active: "last", expected: last },
  { name: "demo when none is chosen", memberships: [first, demo, last], active: null, expected: demo },
  { name: "demo when the chosen one is lost", memberships: [first, demo], active: "last", expected: demo },
  { name: "the first without a demo", memberships: [first, last], active: null, expected: first },
  { name: "none", memberships: [], active: "first", expected: null },
])("$name", ({ memberships, active, expected }) => {
  expect(chooseMembership(memberships, active)).toBe(expected);
});

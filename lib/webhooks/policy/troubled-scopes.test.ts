import { expect, it } from "vitest";
import { metrics } from "./summarise-message.ts";
import { troubledScopes } from "./troubled-scopes.ts";

const plan = (mailboxScope: number | null, ...names: (keyof typeof metrics)[]) => ({
  message: { mailboxScope, domainScope: 2, connectionScope: 1 },
  counts: names.map((name) => ({ metric: metrics[name], fromMs: null, toMs: 0 })),
});

it.each([
  { name: "no plans", plans: [], expected: [] },
  { name: "nothing new", plans: [plan(3)], expected: [] },
  { name: "good news", plans: [plan(3, "delivered", "opened"), plan(4, "clicked")], expected: [] },
  {
    name: "a bounce among good news",
    plans: [plan(3, "delivered"), plan(4, "opened", "bounced")],
    expected: [4, 2, 1],
  },
  { name: "a complaint", plans: [plan(3, "complained")], expected: [3, 2, 1] },
  { name: "a block", plans: [plan(3, "blocked")], expected: [3, 2, 1] },
  {
    name: "several of one domain",
    plans: [plan(3, "bounced"), plan(4, "bounced"), plan(3, "blocked")],
    expected: [3, 2, 1, 4],
  },
  { name: "a message from before scopes were noted", plans: [plan(null, "bounced")], expected: [2, 1] },
])("$name: $expected", ({ plans, expected }) => expect(troubledScopes(plans)).toEqual(expected));

it.each([
  { name: "moves to another time", toMs: 0 },
  { name: "is taken back", toMs: null },
])("a bounce that was counted before and $name is no news", ({ toMs }) => {
  const moved = { ...plan(3), counts: [{ metric: metrics.bounced, fromMs: 9, toMs }] };
  expect(troubledScopes([moved])).toEqual([]);
});

import { expect, it } from "vitest";
import { bringsTrouble } from "./brings-trouble.ts";
import { metrics } from "./summarise-message.ts";

const plan = (...names: (keyof typeof metrics)[]) => ({
  additions: names.map((name) => ({ metric: metrics[name], atMs: 0 })),
});

it.each([
  { name: "no plans", plans: [], expected: false },
  { name: "nothing new", plans: [plan()], expected: false },
  { name: "good news", plans: [plan("delivered", "opened"), plan("clicked")], expected: false },
  { name: "a bounce among good news", plans: [plan("delivered"), plan("opened", "bounced")], expected: true },
  { name: "a complaint", plans: [plan("complained")], expected: true },
  { name: "a block", plans: [plan("blocked")], expected: true },
])("$name: $expected", ({ plans, expected }) => expect(bringsTrouble(plans)).toBe(expected));

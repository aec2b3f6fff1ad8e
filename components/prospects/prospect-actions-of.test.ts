import { describe, expect, it } from "vitest";
import { actionsOf } from "./prospect-actions-of.ts";

type Facts = Parameters<typeof actionsOf>[0];
const contacted: Facts = {
  status: "contacted",
  hold_reason: null,
  email: "a@b.test",
  suppression: null,
  refusals: { return: "It is in the sequence.", verify: "Too late." },
};
const actions = (facts: Partial<Facts>) => actionsOf({ ...contacted, ...facts });
const allowed = (facts: Partial<Facts>) =>
  Object.entries(actions(facts))
    .filter(([, offer]) => offer === "offered")
    .map(([name]) => name);

const verifiable = { return: "It is in the sequence.", verify: null };
const returnable = { return: null, verify: "Too late." };
const suppression = { id: "s", kind: "email", value: "a@b.test", reason: "bounced", created_at: "" } as const;

it.each<[string, Partial<Facts>, string[]]>([
  ["in the sequence", {}, ["stop", "reply", "status", "suppress"]],
  [
    "before the first message",
    { status: "cold", refusals: verifiable },
    ["stop", "reply", "status", "suppress", "verify"],
  ],
  ["stopped", { hold_reason: "manual_stop", refusals: returnable }, ["reply", "status", "return", "suppress"]],
  ["replied", { hold_reason: "replied", refusals: returnable }, ["stop", "status", "return", "suppress"]],
  ["lost", { status: "lost", refusals: returnable }, ["reply", "status", "return", "suppress"]],
  ["suppressed", { hold_reason: "suppressed" }, ["reply", "status"]],
  ["unsubscribed", { status: "unsubscribed" }, []],
  ["without an address", { status: "no_verified_email", email: null }, ["reply", "status"]],
  ["bounced", { status: "bounced", suppression }, ["reply", "status"]],
  [
    "bounced, with another address",
    { status: "bounced", refusals: returnable },
    ["reply", "status", "return", "suppress"],
  ],
  [
    "waiting for verification",
    { status: "cold", hold_reason: "awaiting_verification", refusals: verifiable },
    ["stop", "reply", "status", "suppress"],
  ],
])("%s", (_name, facts, expected) => expect(allowed(facts).toSorted()).toEqual(expected.toSorted()));

describe("what cannot be done says why", () => {
  const bounced = { return: "This address has bounced: enter another one first.", verify: "Too late." };
  it.each<[string, Partial<Facts>, Partial<ReturnType<typeof actionsOf>>]>([
    [
      "in the words of the API",
      { status: "bounced", refusals: bounced },
      { return: { whyNot: bounced.return }, verify: { whyNot: "Too late." } },
    ],
    [
      "what is stopped and cannot return",
      { hold_reason: "manual_stop", refusals: bounced },
      { return: { whyNot: bounced.return } },
    ],
    ["what is suppressed already", { suppression }, { suppress: { whyNot: "It is suppressed already." } }],
    [
      "what waits already",
      { hold_reason: "awaiting_verification" },
      { verify: { whyNot: "It waits for verification already." } },
    ],
    ["nothing of who is in the sequence anyway", {}, { return: "pointless" }],
  ])("%s", (_name, facts, expected) => expect(actions(facts)).toMatchObject(expected));
});

it.each<[string, Partial<Facts>, boolean]>([
  ["a bounced one", { status: "bounced" }, true],
  ["a bounced one that has another", { status: "bounced", refusals: returnable }, false],
  ["one without a sound address", { status: "no_verified_email" }, true],
  ["one in the sequence", {}, false],
])("asks for another address: %s", (_name, facts, needs) => expect(actions(facts).needsAddress).toBe(needs));

import { expect, it } from "vitest";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { actionsOf } from "./prospect-actions-of.ts";

type Facts = Pick<ProspectDetail, "status" | "hold_reason" | "email">;
const allowed = (facts: Partial<Facts>) =>
  Object.entries(actionsOf({ status: "contacted", hold_reason: null, email: "a@b.test", ...facts }))
    .filter(([, isAllowed]) => isAllowed)
    .map(([name]) => name);

it.each<[string, Partial<Facts>, string[]]>([
  ["in the sequence", {}, ["stop", "reply", "status", "suppress"]],
  ["before the first message", { status: "cold" }, ["stop", "reply", "status", "suppress", "verify"]],
  ["stopped", { hold_reason: "manual_stop" }, ["reply", "status", "return", "suppress"]],
  ["replied", { hold_reason: "replied" }, ["stop", "status", "return", "suppress"]],
  ["lost", { status: "lost" }, ["reply", "status", "return", "suppress"]],
  ["suppressed", { hold_reason: "suppressed" }, ["reply", "status"]],
  ["unsubscribed", { status: "unsubscribed" }, []],
  ["without an address", { status: "no_verified_email", email: null }, ["reply", "status"]],
  [
    "waiting for verification",
    { status: "cold", hold_reason: "awaiting_verification" },
    ["stop", "reply", "status", "suppress"],
  ],
])("%s", (_name, facts, expected) => expect(allowed(facts)).toEqual(expected));

import { expect, it } from "vitest";
import { verifyRefusal } from "./refusals.ts";

it.each([
  ["before the first message", { status: "cold", email_key: "ann@shop.test" }, null],
  ["set aside for its address", { status: "no_verified_email", email_key: "ann@shop.test" }, null],
  ["without one", { status: "no_verified_email", email_key: null }, "There is no address to verify."],
  [
    "within a cycle",
    { status: "contacted", email_key: "ann@shop.test" },
    expect.stringContaining("before the first message"),
  ],
  [
    "whose address bounced",
    { status: "bounced", email_key: "ann@shop.test" },
    expect.stringContaining("before the first message"),
  ],
])("%s", (_name, facts, refusal) => expect(verifyRefusal(facts)).toEqual(refusal));

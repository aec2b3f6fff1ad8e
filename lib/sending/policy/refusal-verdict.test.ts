import { expect, it } from "vitest";
import type { Refusal } from "../types.ts";
import { refusalVerdict } from "./refusal-verdict.ts";

const refusal: Refusal = {
  kind: "refused",
  isPermanent: false,
  isCredentialProblem: false,
  code: "451",
  detail: "451 later",
};
const minutes = (n: number) => n * 60_000;

it.each<[string, Partial<Refusal>, number, object]>([
  ["first passing refusal", {}, 0, { status: "cancelled", reason: "provider_unavailable", waitMs: minutes(15) }],
  ["second passing refusal", {}, 1, { status: "cancelled", reason: "provider_unavailable", waitMs: minutes(30) }],
  ["third passing refusal", {}, 2, { status: "failed", reason: "provider_unavailable", waitMs: 0 }],
  ["Retry-After", { retryAfterMs: minutes(90) }, 0, { status: "cancelled", waitMs: minutes(90) }],
  ["Retry-After of a year", { retryAfterMs: minutes(525_600) }, 0, { status: "cancelled", waitMs: minutes(1_440) }],
  [
    "content refused for good",
    { isPermanent: true, detail: "554 spam" },
    0,
    { status: "failed", reason: "provider_refused", isBadAddress: false },
  ],
  [
    "nobody there",
    { isPermanent: true, detail: "550 5.1.1 user unknown" },
    0,
    { status: "cancelled", reason: "invalid_address", isBadAddress: true },
  ],
  ["nobody there, in words", { isPermanent: true, detail: "550 No such user here" }, 0, { reason: "invalid_address" }],
  ["5.1.1 that is passing", { detail: "450 5.1.1 try later" }, 0, { reason: "provider_unavailable" }],
  [
    "a policy code that looks alike",
    { isPermanent: true, detail: "550 5.1.15 denied" },
    0,
    { reason: "provider_refused" },
  ],
  [
    "wrong password",
    { isCredentialProblem: true },
    9,
    { status: "cancelled", reason: "provider_credentials", stopsConnection: true, waitMs: 0 },
  ],
])("%s", (_name, change, earlierTries, expected) => {
  expect(refusalVerdict({ ...refusal, ...change }, earlierTries)).toMatchObject(expected);
});

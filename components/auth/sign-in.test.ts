import { describe, expect, it } from "vitest";
import { ApiError } from "#lib/query/api-error.ts";
import { codeMessage, signInMessage } from "./sign-in.ts";

function refusal(status: number, retryAfter: number | null = null): ApiError {
  const problem = { code: "x", detail: "The database is away.", errors: [], requestId: null, body: {} };
  return new ApiError(status, problem, retryAfter);
}

describe("signInMessage", () => {
  it.each([
    [refusal(401), "Wrong email address or password."],
    [refusal(429, 40), "Too many tries. Wait 40 seconds and try again."],
    [refusal(429, 90), "Too many tries. Wait 2 min and try again."],
    [refusal(429), "Too many tries. Wait a minute and try again."],
    [refusal(503), "The database is away."],
    [new Error("secret"), "Sign-in failed. Try again."],
  ])("%s", (error, expected) => expect(signInMessage(error)).toBe(expected));

  it("never says which of address and password was wrong", () => {
    expect(signInMessage(refusal(400))).toBe(signInMessage(refusal(401)));
  });
});

it.each([
  [refusal(400), "Enter the six digits of your app, or a backup code."],
  [refusal(401), "The database is away."],
  [new Error("secret"), "Sign-in failed. Try again."],
])("a refused code says %s", (error, expected) => expect(codeMessage(error)).toBe(expected));

import { describe, expect, it } from "vitest";
import { ApiError } from "#lib/query/api-error.ts";
import { accessLinkErrors, accessLinkTexts } from "./access-link.ts";

const invitation = { kind: "invitation", tenant_name: "Acme", role: "viewer", has_account: false } as const;

describe("a one-time link", () => {
  it.each([
    [invitation, { heading: "Join Acme as viewer", password: "New password", isNew: true }],
    [
      { ...invitation, has_account: true },
      { heading: "Join Acme as viewer", password: "Password of your account", isNew: false },
    ],
    [
      { ...invitation, kind: "password_reset", role: null, has_account: true } as const,
      { heading: "Set a new password", password: "New password", isNew: true },
    ],
  ])("says what it is for: %j", (link, expected) => expect(accessLinkTexts(link)).toEqual(expected));

  it("says what is wrong beside the field, or above the form", () => {
    const problem = { code: "validation_failed", detail: "no", requestId: null, body: {} };
    const errors = [{ field: "password", message: "is too easy to guess" }];
    expect(accessLinkErrors(new ApiError(400, { ...problem, errors }))).toEqual({
      password: "The password is too easy to guess.",
    });
    expect(accessLinkErrors(new ApiError(404, { ...problem, detail: "Too old.", errors: [] }))).toEqual({
      form: "Too old.",
    });
    expect(accessLinkErrors(new Error("secret"))).toEqual({ form: "Something went wrong. Try again." });
  });
});

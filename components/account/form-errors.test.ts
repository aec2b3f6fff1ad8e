import { expect, it } from "vitest";
import { ApiError } from "#lib/query/api-error.ts";
import { fieldError, formError } from "./form-errors.ts";

const refusal = new ApiError(400, {
  code: "validation_failed",
  detail: "One field is not right.",
  errors: [{ field: "password", message: "is not your password" }],
  requestId: null,
  body: {},
});

it("a refused field is told of at the field  and nowhere else", () => {
  expect(fieldError(refusal, "password")).toBe("is not your password");
  expect(fieldError(refusal, "code")).toBeUndefined();
  expect(formError(refusal, ["password"])).toBeUndefined();
});

it("what belongs to no field of the form is told of beside it", () => {
  expect(formError(refusal, ["code"])).toBe("One field is not right.");
  expect(formError(new Error("The server cannot be reached."), ["password"])).toBe("The server cannot be reached.");
  expect([fieldError(null, "code"), formError(null, ["code"])]).toEqual([undefined, undefined]);
});

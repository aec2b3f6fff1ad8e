import { describe, expect, it } from "vitest";
import { AppError, invalidField, notFound } from "./app-error.ts";

describe("AppError", () => {
  it("is an error with a code, words for people and nothing else", () => {
    const error = new AppError("conflict", "Somebody was faster.");
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.code, error.message, error.details]).toEqual([
      "AppError",
      "conflict",
      "Somebody was faster.",
      {},
    ]);
    expect(String(error)).toBe("AppError: Somebody was faster.");
    expect(error.stack).toContain("app-error.test");
  });

  it("carries what the transport needs", () => {
    const details = {
      errors: [{ field: "limit", message: "too many" }],
      retryAfterSeconds: 5,
      extra: { current: { version: 3 } },
    };
    expect(new AppError("rate_limited", "Slow down.", details).details).toEqual(details);
  });

  it("names the field and says the same about it as to everybody", () => {
    expect(invalidField("file", "The file is empty.").message).toBe("The file is empty.");
    const error = invalidField("reason", "say why");
    expect([error.code, error.message, error.details]).toEqual([
      "validation_failed",
      "reason: say why",
      { errors: [{ field: "reason", message: "say why" }] },
    ]);
  });

  it("says what is not there, and not whose it is", () => {
    const error = notFound("sending domain");
    expect([error.code, error.message, error.details]).toEqual(["not_found", "There is no such sending domain.", {}]);
  });
});

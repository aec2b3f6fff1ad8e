import { describe, expect, it } from "vitest";
import { AppError, invalidField } from "#lib/errors/app-error.ts";
import { problemResponse } from "./problem.ts";

describe("problemResponse", () => {
  it("says what is wrong in which field", async () => {
    const response = problemResponse(invalidField("limit", "must be from 1 to 200"), "r-1");
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("x-request-id")).toBe("r-1");
    expect(await response.json()).toEqual({
      type: "about:blank",
      title: "validation failed",
      status: 400,
      code: "validation_failed",
      detail: "limit: must be from 1 to 200",
      errors: [{ field: "limit", message: "must be from 1 to 200" }],
      request_id: "r-1",
    });
  });

  it("tells nothing about an error of ours", async () => {
    const response = problemResponse(new Error("password=hunter2"), "r-2");
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain("hunter2");
    expect(JSON.parse(text)).toMatchObject({ code: "internal", request_id: "r-2" });
  });

  it("carries the current value of a version conflict, which cannot pose as the problem itself", async () => {
    const error = new AppError("version_conflict", "Changed.", { extra: { current: { version: 3 }, status: 200 } });
    expect(await problemResponse(error, "r").json()).toMatchObject({ status: 409, current: { version: 3 } });
  });

  it.each([
    ["rate_limited", 429, 12.2, "13"],
    ["dependency_unavailable", 503, undefined, "5"],
    ["dependency_unavailable", 503, 0, "1"],
    ["forbidden", 403, 9, null],
  ] as const)("%s: %d, Retry-After of %s is %s", (code, status, retryAfterSeconds, header) => {
    const response = problemResponse(new AppError(code, "x", { retryAfterSeconds }), "r");
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(header);
  });
});

import { describe, expect, it } from "vitest";
import { loginPath, returnPath } from "./return-path.ts";

describe("the page after signing in", () => {
  it.each([
    "/prospects?status=bounced",
    "/settings?tab=sending#send-window",
    "/api-docs?q=mailbox",
    "/audit?q=%2F%2Fevil.test",
    "/",
  ])("is the one that was wanted: %s", (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    ["no path at all", undefined],
    ["two values", ["/prospects", "/audit"]],
    ["nothing", ""],
    ["another site", "https://evil.test/"],
    ["a script", "javascript:alert(1)"],
    ["a relative path", "prospects"],
    ["a host", "//evil.test"],
    ["three slashes", "///evil.test"],
    ["a backslash for a slash", "/\\evil.test"],
    ["a backslash further on", "/prospects\\..\\x"],
    ["a tab that browsers leave out", "/\t/evil.test"],
    ["a line end that browsers leave out", "/\n/evil.test"],
    ["dots that leave a host behind", "/.//evil.test"],
    ["more dots", "/prospects/..//evil.test"],
    ["an encoded slash", "/%2Fevil.test"],
    ["an encoded backslash", "/%5Cevil.test"],
    ["a half letter", "/%E0%A4%A"],
    ["a space before", " /prospects"],
    ["the API", "/api/prospects/export"],
    ["the API itself", "/api?x=1"],
    ["the API by dots", "/prospects/../api/me"],
    ["the API, encoded", "/%61pi/me"],
    ["the login page", "/login?next=/login"],
  ])("is the overview for %s", (_name, wanted) => {
    expect(returnPath(wanted)).toBe("/overview");
  });
});

it("the login page is told the way back, unless it is the overview", () => {
  expect(loginPath("/prospects?status=bounced&q=a b")).toBe(
    "/login?next=%2Fprospects%3Fstatus%3Dbounced%26q%3Da%2520b",
  );
  expect([loginPath(null), loginPath("/overview"), loginPath("//evil.test")]).toEqual(["/login", "/login", "/login"]);
});

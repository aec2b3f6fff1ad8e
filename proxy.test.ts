import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import { proxy } from "./proxy.ts";

it("tells a page its own path with its query, whatever the browser says it is", () => {
  const headers = { "x-page-path": "//evil.test" };
  const response = proxy(new NextRequest("http://127.0.0.1:3000/prospects?status=bounced&q=a%20b", { headers }));
  expect(response.headers.get("x-middleware-request-x-page-path")).toBe("/prospects?status=bounced&q=a%20b");
});

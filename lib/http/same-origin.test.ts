import { describe, expect, it } from "vitest";
import { requireSameOrigin, trustedOrigins } from "./same-origin.ts";

describe("trustedOrigins", () => {
  it.each([
    ["http://127.0.0.1:3000", ["http://127.0.0.1:3000", "http://localhost:3000"]],
    ["http://localhost:3000", ["http://localhost:3000", "http://127.0.0.1:3000"]],
    ["https://console.example.com", ["https://console.example.com"]],
  ])("%s", (appUrl, expected) => expect(trustedOrigins(appUrl)).toEqual(expected));
});

describe("requireSameOrigin", () => {
  const appUrl = "http://127.0.0.1:3000";
  const ask = (method: string, headers: Record<string, string>) => () =>
    requireSameOrigin(new Request(`${appUrl}/api/x`, { method, headers }), appUrl);

  it.each([
    ["GET", { origin: "https://evil.example" }],
    ["HEAD", {}],
    ["POST", { origin: "http://127.0.0.1:3000" }],
    ["PATCH", { origin: "http://localhost:3000" }],
    ["POST", { "sec-fetch-site": "same-origin" }],
  ])("lets %s with %j through", (method, headers) => {
    expect(ask(method, headers as Record<string, string>)).not.toThrow();
  });

  it.each([
    ["POST", { origin: "https://evil.example" }],
    ["POST", { origin: "https://evil.example", "sec-fetch-site": "same-origin" }],
    ["POST", { origin: "null" }],
    ["POST", { origin: "http://127.0.0.1:3001" }],
    ["DELETE", { "sec-fetch-site": "cross-site" }],
    ["DELETE", { "sec-fetch-site": "same-site" }],
    ["PATCH", {}],
  ])("refuses %s with %j", (method, headers) => {
    expect(ask(method, headers as Record<string, string>)).toThrow(/own pages only/);
  });
});

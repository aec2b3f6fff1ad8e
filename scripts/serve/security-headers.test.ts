import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, test } from "vitest";
import { secureAnswer, securityHeaders } from "./security-headers.ts";

const plain = "http://127.0.0.1:3000";
const secure = "https://console.example.com";

describe("securityHeaders", () => {
  test.each(["/", "/login", "/api/me", "/_next/static/a.js", "*"])("hold for %s", (path) => {
    expect(securityHeaders(path, plain)).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
  });

  test.each(["/api", "/api/me", "/api?x=1", "/u/token", "/healthz", "/readyz", "/metrics?x"])(
    "%s is kept in no cache",
    (path) => expect(securityHeaders(path, plain)["cache-control"]).toBe("no-store"),
  );
  test.each(["/", "/apis", "/users", "/_next/static/api/a.js"])("%s says itself what may keep it", (path) =>
    expect(securityHeaders(path, plain)).not.toHaveProperty("cache-control"),
  );

  it("demands https where APP_URL is https, and nowhere else", () => {
    const name = "strict-transport-security";
    expect(securityHeaders("/", secure)[name]).toBe("max-age=31536000; includeSubDomains");
    expect(securityHeaders("/", plain)).not.toHaveProperty(name);
  });
});

/** What a client gets from a server that answers so. */
async function answered(answer: RequestListener, path = "/api/me"): Promise<Headers> {
  const server = createServer((request, response) => {
    secureAnswer(request, response, secure);
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const { port } = server.address() as AddressInfo;
    return (await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" })).headers;
  } finally {
    server.close();
  }
}

const ways: { name: string; answer: RequestListener }[] = [
  { name: "that is only ended", answer: (_, response) => response.end("x") },
  { name: "with a status and headers", answer: (_, response) => response.writeHead(404, { "x-own": "1" }).end() },
  { name: "with a reason", answer: (_, response) => response.writeHead(500, "Broken", { "x-own": "1" }).end() },
  { name: "with headers in a row", answer: (_, response) => response.writeHead(307, ["location", "/login"]).end() },
  {
    name: "whose headers are flushed before the body",
    answer: (_, response) => {
      response.flushHeaders();
      response.end("x");
    },
  },
];

describe("secureAnswer", () => {
  test.each(ways)("an answer $name carries all of them", async ({ answer }) => {
    expect(Object.fromEntries(await answered(answer))).toMatchObject(securityHeaders("/api/me", secure));
  });

  it("leaves what the answer has set, in either way", async () => {
    const own = { "referrer-policy": "no-referrer", "cache-control": "private, max-age=5" };
    const set = await answered((_, response) => response.setHeaders(new Map(Object.entries(own))).end());
    const written = await answered((_, response) => response.writeHead(200, own).end());
    for (const headers of [set, written]) expect(Object.fromEntries(headers)).toMatchObject(own);
  });
});

import { Redis } from "ioredis";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { type Role, roles } from "#lib/shared/actor.ts";
import { callRoute } from "#lib/testing/access.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { methods } from "./methods.ts";
import type { NextHandler } from "./next-handler.ts";
import { createRoute, type Identity } from "./route.ts";

const ctx = createTestContext();
/** What the document would say: beside the point here. */
const told = { summary: "Try it", answer: z.unknown() };
const tenantId = await createTestTenant(ctx);

function identity(role: Role, via: Identity["via"] = "api_key"): Identity {
  return { tenantId, actor: { kind: "user", id: crypto.randomUUID(), label: role, role }, via };
}

function routeFor(who: Identity | null, context: EngineContext = ctx) {
  return createRoute({ context: () => context, authenticate: async () => who });
}

const admin = routeFor(identity("admin"));

describe("who may call", () => {
  it("refuses who names nobody", async () => {
    const { status, json, headers } = await callRoute(routeFor(null)({ ...told, role: "viewer" }, async () => ({})));
    expect(status).toBe(401);
    expect(json).toMatchObject({ code: "unauthenticated", request_id: headers.get("x-request-id") });
  });

  it.each(roles)("lets %s in from its own role upwards", async (needed) => {
    for (const role of roles) {
      const { status } = await callRoute(
        routeFor(identity(role))({ ...told, role: needed }, async () => ({ ok: true })),
      );
      expect(status, `${role} where ${needed} is needed`).toBe(
        roles.indexOf(role) >= roles.indexOf(needed) ? 200 : 403,
      );
    }
  });

  it("refuses a write with a cookie from another site's page, and takes it with a key", async () => {
    const call = { method: "POST", headers: { origin: "https://evil.example" } } as const;
    const handler = (via: Identity["via"]) =>
      routeFor(identity("admin", via))({ ...told, role: "viewer" }, async () => ({}));
    expect((await callRoute(handler("session"), call)).status).toBe(403);
    expect((await callRoute(handler("api_key"), call)).status).toBe(200);
    const ours = { method: "POST", headers: { origin: "http://localhost:3000" } } as const;
    expect((await callRoute(handler("session"), ours)).status).toBe(200);
  });
});

describe("what may be sent", () => {
  const body = z.strictObject({ size: z.int().max(5, "must be at most 5") });
  const handler = admin(
    {
      ...told,
      role: "viewer",
      body,
      bodyLimitBytes: 100,
      params: z.object({ id: z.uuid() }),
      query: z.strictObject({ q: z.string().optional() }),
    },
    async (input) => ({ size: input.body.size, id: input.params.id, q: input.query.q }),
  );
  const params = { id: "0196f0a0-0000-7000-8000-000000000001" };

  it("hands over what fits", async () => {
    const { status, json } = await callRoute(handler, { method: "POST", path: "/x?q=1", params, body: { size: 4 } });
    expect([status, json]).toEqual([200, { size: 4, id: params.id, q: "1" }]);
  });

  it.each([
    ["another media type", { body: {}, headers: { "content-type": "text/plain" } }, 415, "unsupported_media_type"],
    ["no media type", {}, 415, "unsupported_media_type"],
    ["too much", { body: { size: 1, fill: "x".repeat(200) } }, 413, "payload_too_large"],
    ["a wrong field", { body: { size: 6 } }, 400, "validation_failed"],
    ["an unknown parameter", { body: { size: 1 }, path: "/x?z=1" }, 400, "validation_failed"],
    ["an id that is none", { body: { size: 1 }, params: { id: "7" } }, 404, "not_found"],
  ])("refuses %s", async (_name, call, status, code) => {
    const answer = await callRoute(handler, { method: "POST", params, ...call });
    expect(answer).toMatchObject({ status, json: { code } });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });

  it("refuses JSON that is none", async () => {
    const request = new Request("http://x/", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    const response = await handler(request, { params: Promise.resolve(params) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field: "body", message: "is not valid JSON in UTF-8" }] });
  });

  it("takes no body for an empty object where it is optional", async () => {
    const optional = admin(
      { ...told, role: "viewer", body: z.strictObject({ reason: z.string().optional() }), isBodyOptional: true },
      async (input) => input.body,
    );
    expect((await callRoute(optional, { method: "POST" })).json).toEqual({});
    expect((await callRoute(optional, { method: "POST", body: { reason: "x" } })).json).toEqual({ reason: "x" });
    const typed = { method: "POST", body: {}, headers: { "content-type": "text/plain" } } as const;
    expect((await callRoute(optional, typed)).status).toBe(415);
  });

  it("leaves a raw body to the handler after a look at its type", async () => {
    const raw = admin({ ...told, role: "viewer", rawBody: ["text/csv"] }, async ({ request }) => ({
      text: await request.text(),
    }));
    const csv = { method: "POST", body: "a", headers: { "content-type": "text/csv" } } as const;
    expect((await callRoute(raw, csv)).json).toEqual({ text: '"a"' });
    expect((await callRoute(raw, { method: "POST", body: "a" })).status).toBe(415);
  });
});

describe("answers", () => {
  it("are JSON with the caller's request id and never cached", async () => {
    const handler = admin({ ...told, role: "viewer", status: 201 }, async ({ requestId }) => ({ requestId }));
    const { status, json, headers } = await callRoute(handler, { headers: { "x-request-id": "trace-12345" } });
    expect([status, json]).toEqual([201, { requestId: "trace-12345" }]);
    expect(headers.get("cache-control")).toBe("private, no-store");
  });

  it("get a request id of our own instead of an odd one", async () => {
    const { headers } = await callRoute(
      admin({ ...told, role: "viewer" }, async () => ({})),
      { headers: { "x-request-id": "a b" } },
    );
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("are 204 for nothing, and what the handler made of a Response", async () => {
    expect((await callRoute(admin({ ...told, role: "viewer" }, async () => undefined))).status).toBe(204);
    const csv = admin(
      { ...told, role: "viewer" },
      async () => new Response('"a"', { headers: { "cache-control": "no-cache" } }),
    );
    const { headers, json } = await callRoute(csv);
    expect(json).toBe("a");
    expect(headers.get("cache-control")).toBe("no-cache");
    expect(headers.get("x-request-id")).toBeTruthy();
  });

  it.each([
    ["a refusal", new AppError("in_use", "In use."), 409, "in_use"],
    [
      "a database that is away",
      Object.assign(new Error("Can't reach"), { code: "P1001" }),
      503,
      "dependency_unavailable",
    ],
    ["anything else", new Error("secret"), 500, "internal"],
  ])("turn %s into a problem", async (_name, error, status, code) => {
    const handler = admin({ ...told, role: "viewer" }, async () => {
      throw error;
    });
    const answer = await callRoute(handler);
    expect(answer).toMatchObject({ status, json: { code } });
    expect(JSON.stringify(answer.json)).not.toContain("secret");
  });

  it("name the allowed methods for one that is not", async () => {
    const { GET, DELETE } = methods({
      GET: admin({ ...told, role: "viewer" }, async () => ({})),
      PATCH: async () => new Response(),
    });
    expect((await callRoute(GET)).status).toBe(200);
    const { status, json, headers } = await callRoute(DELETE, { method: "DELETE" });
    expect([status, json.code, headers.get("allow")]).toEqual([405, "method_not_allowed", "GET, PATCH"]);
  });
});

describe("rate limit", () => {
  const limit = { name: "tight", max: 2, windowSeconds: 60 };
  const statusOf = async (handler: NextHandler) => (await callRoute(handler)).status;

  it("counts per person and says how long to wait", async () => {
    ctx.setNow("2026-06-10T16:00:20Z");
    const one = routeFor(identity("admin"))({ ...told, role: "viewer", rateLimit: limit }, async () => ({}));
    const other = routeFor(identity("admin"))({ ...told, role: "viewer", rateLimit: limit }, async () => ({}));
    expect([await statusOf(one), await statusOf(one)]).toEqual([200, 200]);
    const { status, json, headers } = await callRoute(one);
    expect([status, json.code, headers.get("retry-after")]).toEqual([429, "rate_limited", "40"]);
    expect(await statusOf(other)).toBe(200);
    ctx.setNow("2026-06-10T16:01:00Z");
    expect(await statusOf(one)).toBe(200);
  });

  it("lets everything through while Redis is away", async () => {
    const redis = new Redis({ port: 1, lazyConnect: true, maxRetriesPerRequest: 0, enableOfflineQueue: false });
    const handler = routeFor(identity("admin"), { ...ctx, redis })(
      { ...told, role: "viewer", rateLimit: limit },
      async () => ({}),
    );
    for (let i = 0; i < 4; i++) expect(await statusOf(handler)).toBe(200);
    redis.disconnect();
  });
});

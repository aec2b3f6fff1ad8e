import { globSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { NextHandler } from "#lib/http/route.ts";
import { callRoute } from "#lib/testing/access.ts";
import { createApiWorld } from "./api-world.ts";

const { newTenant } = createApiWorld();
const { keys } = await newTenant();

const app = new URL("../", import.meta.url).pathname;

/** Open on purpose: signing in, health checks, metrics (a token of their own), signed calls of providers and of the job runner, links in mails, and the 404. */
const open = [
  /^healthz\//,
  /^readyz\//,
  /^metrics\//,
  /^u\//,
  /^api\/auth\//,
  /^api\/inngest\//,
  /^api\/webhooks\//,
  /^api\/\[\.\.\.path\]\//,
];

/** Writes that need no more than being somebody. */
const ownAffairs = new Set(["POST api/me/tenant/route.ts"]);

const closed = globSync("**/route.ts", { cwd: app })
  .filter((path) => !open.some((pattern) => pattern.test(path)))
  .sort();

const writes = ["POST", "PUT", "PATCH", "DELETE"] as const;
const id = crypto.randomUUID();
const params = { id, key_id: id, run_id: id, function_id: "run-sequencer" };

it("finds the routes", () => {
  expect(closed.length).toBeGreaterThan(20);
  expect(closed).toContain("email-health/route.ts");
});

describe.each(closed)("%s", (path) => {
  const load = async (): Promise<Partial<Record<string, NextHandler>>> => import(`${app}${path}`);

  it("answers nobody without a session or key", async () => {
    const handlers = await load();
    for (const method of ["GET", ...writes] as const) {
      const handler = handlers[method];
      if (!handler) continue;
      const { status } = await callRoute(handler, { method, params });
      expect([401, 405], method).toContain(status);
    }
  });

  it("lets a viewer change nothing", async () => {
    const handlers = await load();
    for (const method of writes) {
      const handler = handlers[method];
      if (!handler || ownAffairs.has(`${method} ${path}`)) continue;
      const { status } = await callRoute(handler, { method, params, key: keys.viewer, body: {} });
      expect([403, 405], method).toContain(status);
    }
  });
});

import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callRoute, createTestKey } from "#lib/testing/access.ts";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { demoPlan } from "#prisma/seed/demo/plan.ts";
import { seedDemo } from "#prisma/seed/demo/seed-demo.ts";
import { collectOperations } from "#scripts/openapi/collect-operations.ts";
import { createApiWorld } from "./api-world.ts";
import { callOperation, createIdFinder, misfit, toldOf } from "./operation-world.ts";

const { ctx } = createApiWorld();
const { idsOf } = createIdFinder();
const tenantId = await createTestTenant(ctx, { is_active: false });
const key = await createTestKey(ctx, tenantId, "owner");

/** Five thousand prospects in every state, with what they were sent and what came of it. */
beforeAll(async () => {
  const { id: connectionId } = await createTestConnection(ctx, tenantId);
  await seedDemo(ctx, { tenantId, connectionId, company: "LeadLock", seed: tenantId, plan: demoPlan });
}, 180_000);

const reads = (await collectOperations(join(import.meta.dirname, "../.."))).filter(
  ({ method, operation, ...endpoint }) =>
    method === "GET" && !operation.isForPeople && toldOf({ method, operation, ...endpoint })["x-required-role"],
);
/** As many exports as a minute allows. */
const rowsTried = 10;
/** Not the oldest rows alone. */
const rowsApart = 5;
// A minute later for each: what was used up of a limit is there again.
beforeEach(() => ctx.setNow(new Date(ctx.now().getTime() + 60_000)));
/** Reports of old imports are gone, and 404 says so. */
const mayBeGone = new Set(["/api/prospects/imports/{id}/report.csv"]);

describe.each(reads.map((endpoint) => ({ path: endpoint.path, endpoint })))("GET $path", ({ endpoint }) => {
  it("answers real data as its contract says: nothing is missing, nothing is extra", async () => {
    const hasId = endpoint.path.includes("{");
    let read = 0;
    for (let row = 0; row < (hasId ? rowsTried : 1); row += 1) {
      const params = await idsOf(endpoint, tenantId, row * rowsApart);
      const answer = await callOperation(endpoint, { params, key });
      if (answer.status === 404 && mayBeGone.has(endpoint.path)) continue;
      expect(answer.status, answer.text).toBe(200);
      expect(misfit(endpoint, answer)).toBeNull();
      read += 1;
    }
    expect(read).toBeGreaterThan(0);
  });

  const parameters = toldOf(endpoint).parameters.map(({ name }) => name);
  const readPages = async () => {
    const params = await idsOf(endpoint, tenantId);
    const ids: string[] = [];
    let cursor = "";
    for (let page = 0; page < 4 && (page === 0 || cursor !== ""); page += 1) {
      const path = `${endpoint.path}?limit=2${cursor && `&cursor=${cursor}`}`;
      const answer = await callRoute(endpoint.handler, { path, params, key });
      expect(misfit(endpoint, answer)).toBeNull();
      expect(answer.json.items.length).toBeLessThanOrEqual(2);
      ids.push(...answer.json.items.map((item: unknown) => JSON.stringify(item)));
      cursor = answer.json.next_cursor ?? "";
    }
    expect(new Set(ids).size).toBe(ids.length);
    const wrong = await callRoute(endpoint.handler, { path: `${endpoint.path}?cursor=bm9uZQ`, params, key });
    expect(wrong).toMatchObject({ status: 400, json: { errors: [{ field: "cursor" }] } });
  };
  if (parameters.includes("cursor")) it("is read page by page, no row twice", readPages);
});

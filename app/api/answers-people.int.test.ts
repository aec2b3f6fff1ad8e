import { describe, expect, it } from "vitest";
import type { z } from "zod";
import type { NextHandler } from "#lib/http/next-handler.ts";
import { jobRunAccepted, jobRunDetail, jobRunList } from "#lib/jobs/contract.ts";
import { importItem, importPage, importStarted, prospectCount, prospectPage } from "#lib/prospects/contract.ts";
import { prospectDetail } from "#lib/prospects/contract-detail.ts";
import { suppressionAdded, suppressionPage } from "#lib/suppressions/contract.ts";
import { callRoute } from "#lib/testing/access.ts";
import { createTestEmail, createTestProspect } from "#lib/testing/factory.ts";
import { createApiWorld } from "./api-world.ts";
import * as runJob from "./jobs/[functionId]/run/route.ts";
import * as run from "./jobs/runs/[runId]/route.ts";
import * as runs from "./jobs/runs/route.ts";
import * as prospect from "./prospects/[id]/route.ts";
import * as count from "./prospects/count/route.ts";
import * as theImport from "./prospects/imports/[id]/route.ts";
import * as imports from "./prospects/imports/route.ts";
import * as prospects from "./prospects/route.ts";
import * as suppressions from "./suppressions/route.ts";

const { ctx, newTenant } = createApiWorld();
const { tenantId, keys, ids } = await newTenant();
const made = await createTestProspect(ctx, tenantId, { status: "contacted", outreach_sequence_step: 1 });
await createTestEmail(ctx, tenantId, made.outreach.id, { mailbox_id: ids.mailbox, opened_at: ctx.now() });

/** What a route answers is what its contract says: no field is missing, none is extra. */
async function expectToFit(handler: NextHandler, shape: z.ZodType, call: Parameters<typeof callRoute>[1] = {}) {
  const { status, json } = await callRoute(handler, { key: keys.owner, ...call });
  expect(status, JSON.stringify(json)).toBeLessThan(300);
  expect(shape.parse(json)).toEqual(json);
  return json;
}

async function upload(text: string): Promise<unknown> {
  const body = new FormData();
  body.set("file", new File([text], "people.csv", { type: "text/csv" }));
  const headers = { authorization: `Bearer ${keys.owner}` };
  const request = new Request("http://127.0.0.1:3000/api/prospects/imports", { method: "POST", body, headers });
  return (await imports.POST(request, { params: Promise.resolve({}) })).json();
}

describe("answers about people fit their contracts", () => {
  it("the list, the count and one prospect with its timeline", async () => {
    const page = await expectToFit(prospects.GET, prospectPage, { path: "/api/prospects?limit=1" });
    expect(page.items).toMatchObject([{ id: made.prospect.id, status: "contacted" }]);
    expect(await expectToFit(count.GET, prospectCount)).toEqual({ count: 1, at_least: false });
    const detail = await expectToFit(prospect.GET, prospectDetail, { params: { id: made.prospect.id } });
    expect(detail.timeline).toMatchObject([
      { type: "opened", sequence_step: 1 },
      { type: "sent", sequence_step: 1 },
    ]);
  });

  it("an import, from the upload to its list", async () => {
    const started = importStarted.parse(await upload("email\nann@one.test\n"));
    const item = await expectToFit(theImport.GET, importItem, { params: { id: started.import_id } });
    expect(item).toMatchObject({ filename: "people.csv", status: "running", total_rows: 1 });
    expect((await expectToFit(imports.GET, importPage)).items).toEqual([item]);
  });

  it("suppressions, added and listed", async () => {
    const body = { kind: "email", value: "stop@one.test" };
    const added = await expectToFit(suppressions.POST, suppressionAdded, { method: "POST", body });
    expect(added).toMatchObject({ is_new: true, cancelled_sends: 0 });
    expect((await expectToFit(suppressions.GET, suppressionPage)).items).toMatchObject([{ value: "stop@one.test" }]);
  });

  it("a job's run, asked for and looked up", async () => {
    const params = { functionId: "run-sequencer" };
    const { run_id } = await expectToFit(runJob.POST, jobRunAccepted, { method: "POST", params });
    const { moves, ...found } = await expectToFit(run.GET, jobRunDetail, { params: { runId: run_id } });
    expect((await expectToFit(runs.GET, jobRunList)).items).toContainEqual(found);
    expect(moves).toEqual([]);
  });
});

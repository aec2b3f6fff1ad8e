import { expect, it } from "vitest";
import { receiveImport } from "#lib/prospects/receive-import.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { cronTick, runFunction } from "../testing/run-function.ts";
import { dispatchUpkeepFunction } from "./dispatch-upkeep.ts";
import { importProspectsFunction } from "./import-prospects.ts";

const ctx = createTestContext();
const engine = () => ctx;

async function* chunks(text: string) {
  yield Buffer.from(text);
}

async function received(tenantId: string) {
  const domain = `${crypto.randomUUID()}.test`;
  return receiveImport(ctx, {
    tenantId,
    actor: systemActor("test"),
    filename: "list.csv",
    mode: "insert",
    campaignId: null,
    chunks: chunks(`email,company\nann@${domain},Ann's Heating\nbad address,Bad\n`),
  });
}

function readImport(tenantId: string, id: string) {
  return ctx.forTenant(tenantId, (tx) => tx.import.findUniqueOrThrow({ where: { id } }));
}

it("import-prospects: works off the file, then asks for verification", async () => {
  const tenantId = await createTestTenant(ctx);
  const importId = await received(tenantId);
  const event = { name: "outreach/import.received", data: { tenant_id: tenantId, import_id: importId } };
  const run = await runFunction(importProspectsFunction(engine), event);
  expect(run.error).toBeUndefined();
  expect(run.steps).toEqual(["process"]);
  expect(run.sent).toMatchObject([{ name: "outreach/verify-prospects.requested", data: { tenant_id: tenantId } }]);
  expect(await readImport(tenantId, importId)).toMatchObject({ status: "done", total_rows: 2 });
  expect(await ctx.forTenant(tenantId, (tx) => tx.prospect.count())).toBeGreaterThan(0);
});

it("dispatch-upkeep: asks again for an import that nobody works on", async () => {
  const tenantId = await createTestTenant(ctx);
  const importId = await received(tenantId);
  await ctx.forTenant(tenantId, (tx) =>
    tx.import.update({ where: { id: importId }, data: { created_at: new Date(ctx.now().getTime() - 6 * 60_000) } }),
  );
  const run = await runFunction(dispatchUpkeepFunction(engine), cronTick);
  expect(run.sent).toContainEqual(
    expect.objectContaining({
      name: "outreach/import.received",
      data: { tenant_id: tenantId, import_id: importId },
    }),
  );
});

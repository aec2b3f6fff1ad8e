import { expect, it } from "vitest";
import { readCsv } from "#lib/csv/read-csv.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { exportProspects } from "./export-prospects.ts";
import { mapColumns } from "./policy/map-columns.ts";
import type { ProspectFilter } from "./prospect-filter.ts";

const ctx = createTestContext();
const actor = systemActor("test");

async function exported(tenantId: string, filter: ProspectFilter = {}) {
  const chunks = await Array.fromAsync(await exportProspects(ctx, { tenantId, actor, filter }));
  const bytes = async function* () {
    yield Buffer.from(chunks.join(""));
  };
  const [head, ...rows] = (await Array.fromAsync(readCsv(bytes()))).map((row) => ("cells" in row ? row.cells : []));
  return { chunks, head: head ?? [], rows };
}

it("gives the prospects that fit, newest first, with what an import would read back", async () => {
  const tenantId = await createTestTenant(ctx);
  const first = await createTestProspect(
    ctx,
    tenantId,
    {},
    { google_rating: 4.5, notes: 'said "call", later\nin May' },
  );
  await createTestProspect(ctx, tenantId, { status: "won", next_send_at: null });
  const last = await createTestProspect(ctx, tenantId);
  const { head, rows } = await exported(tenantId, { status: "cold" });
  expect(rows.map(([id]) => id)).toEqual([last.prospect.id, first.prospect.id]);
  const cell = (title: string) => rows[1]?.[head.indexOf(title)];
  expect([cell("email"), cell("google_rating")]).toEqual([first.prospect.email, "4.5"]);
  expect(cell("notes")).toBe('said "call", later\nin May');
  expect(cell("next_send_at")).toBe("2026-06-10T16:00:00Z");
  const columns = mapColumns(head);
  expect(columns.ok && columns.targets.filter(({ kind }) => kind === "field").length).toBeGreaterThan(12);
});

it("gives a message on its way its own time, and who owns the prospect, its campaign and its custom fields", async () => {
  const tenantId = await createTestTenant(ctx);
  const owner = await ctx.acrossTenants(async (tx) => {
    const user = await tx.user.create({ data: { name: "Bo Diaz", email: `${crypto.randomUUID()}@x.test` } });
    await tx.member.create({ data: { tenant_id: tenantId, user_id: user.id, role: "operator" } });
    return user;
  });
  const campaign = await ctx.forTenant(tenantId, (tx) =>
    tx.campaign.create({ data: { tenant_id: tenantId, name: "Spring", status: "active" } }),
  );
  const { outreach } = await createTestProspect(
    ctx,
    tenantId,
    { campaign_id: campaign.id },
    { owner_id: owner.id, enrichment: { custom: { years_in_business: "12" } } },
  );
  const scheduled_at = new Date("2026-06-10T17:30:00Z");
  await createTestEmail(ctx, tenantId, outreach.id, { status: "queued", sent_at: null, scheduled_at });
  const { head, rows } = await exported(tenantId);
  const cells = Object.fromEntries(head.map((title, index) => [title, rows[0]?.[index]]));
  expect(cells).toMatchObject({
    next_send_at: "2026-06-10T17:30:00Z",
    next_email_status: "queued",
    assigned_to: owner.name,
    campaign: campaign.name,
    custom_fields: '{"years_in_business": "12"}',
  });
});

it("leaves no cell that a spreadsheet takes for a formula; an import reads what was there", async () => {
  const tenantId = await createTestTenant(ctx);
  const names = ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)"];
  for (const name of names) await createTestProspect(ctx, tenantId, {}, { name });
  const { chunks, head, rows } = await exported(tenantId);
  for (const name of names) {
    expect(chunks.join("")).toContain(`'${name}`);
    expect(chunks.join("")).not.toContain(`,${name}`);
  }
  expect(rows.map((row) => row[head.indexOf("name")])).toEqual(names.toReversed());
});

it("is written into the audit log with its filter, before a line is given", async () => {
  const tenantId = await createTestTenant(ctx);
  await exportProspects(ctx, { tenantId, actor, filter: { status: "won" } });
  const lines = await ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany());
  expect(lines).toMatchObject([{ action: "prospects.exported", actor_label: "test", after: { status: "won" } }]);
});

it("comes page by page, every row once, and only the tenant's", async () => {
  const tenantId = await createTestTenant(ctx);
  await createTestProspect(ctx, await createTestTenant(ctx));
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.$executeRaw`
      WITH made AS (INSERT INTO prospects (tenant_id, name) SELECT ${tenantId}::uuid, 'P ' || n FROM generate_series(1, 4500) AS n RETURNING id)
      INSERT INTO outreach (tenant_id, prospect_id, hold_reason) SELECT ${tenantId}::uuid, id, 'manual_stop' FROM made`;
  });
  const { chunks, rows } = await exported(tenantId);
  expect(chunks).toHaveLength(4);
  expect(new Set(rows.map(([id]) => id)).size).toBe(4_500);
});

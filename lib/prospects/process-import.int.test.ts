import { describe, expect, it } from "vitest";
import { suppress } from "#lib/suppressions/suppress.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { importItem } from "./contract.ts";
import { getImport } from "./get-import.ts";
import { processImport } from "./process-import.ts";
import { importFile, resultsOf, uploadFile } from "./testing/import-file.ts";

const ctx = createTestContext();

/** Everything an import can have changed, by company. */
async function stored(tenantId: string) {
  const rows = await ctx.forTenant(tenantId, (tx) =>
    tx.prospect.findMany({ include: { outreach: true }, orderBy: { id: "asc" } }),
  );
  return rows;
}
const addressesOf = async (tenantId: string) => (await stored(tenantId)).map((row) => row.email_key);
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `owner${from + i}@n${from + i}.test,Company ${from + i}`);
const fileOf = (lines: string[]) => ["email,company", ...lines].join("\n");

describe("a row that is added", () => {
  it("becomes a prospect with all its fields and an outreach that waits for verification", async () => {
    const tenantId = await createTestTenant(ctx);
    const header =
      "email,first name,last name,company,phone,trade,website,city,state,zip,rating,reviews,place id,notes";
    const titles = `${header},email source,consent,priority,Fleet size`;
    const cells =
      'Ann.Lee+x@Air.test,Ann,Lee,Lee Air,555,HVAC,lee.test,Austin,texas,78701,4.7,"1,204",place-1,"one\ntwo"';
    await importFile(ctx, tenantId, `${titles}\n${cells},site,soft opt-in,3,12\n`);
    const [row] = await stored(tenantId);
    expect(row).toMatchObject({
      email: "ann.lee+x@air.test",
      email_key: "ann.lee@air.test",
      name: "Ann Lee",
      company: "Lee Air",
      phone: "555",
      trade_type: "hvac",
      website: "lee.test",
      city: "Austin",
      state_code: "TX",
      zip: "78701",
      review_count: 1204,
      source: "import",
      source_place_id: "place-1",
      email_source: "site",
      consent_basis: "soft opt-in",
      priority: 3,
      notes: "one\ntwo",
      email_verified: null,
      verified_at: null,
      enrichment: { custom: { fleet_size: "12" } },
      created_at: ctx.now(),
    });
    expect(Number(row?.google_rating)).toBe(4.7);
    expect(row?.outreach).toMatchObject([
      {
        status: "cold",
        hold_reason: "awaiting_verification",
        next_send_at: null,
        outreach_sequence_step: 0,
        re_contact_cycle: 0,
        campaign_id: null,
        email_open_count: 0,
      },
    ]);
  });

  it.each([
    ["a person, enriched and well rated, first", "ann@x.test,4.8,50,x,", 0],
    ["a person without more", "ann@x.test,,,,", 4],
    ["a role address, enriched and well rated", "info@x.test,4.8,50,x,", 5],
    ["a role address without more, last", "info@x.test,,,,", 9],
    ["a role address that somebody wants first", "info@x.test,,,,1", -1],
  ])("waits in the band of its kind: %s", async (_name, line, band) => {
    const tenantId = await createTestTenant(ctx);
    await importFile(ctx, tenantId, `email,rating,reviews,fleet,priority\n${line}\n`);
    expect((await stored(tenantId))[0]?.outreach).toMatchObject([{ send_band: band }]);
  });

  it("joins the campaign of the import, whatever its status", async () => {
    const tenantId = await createTestTenant(ctx);
    const campaign = await ctx.forTenant(tenantId, (tx) =>
      tx.campaign.create({ data: { tenant_id: tenantId, name: "Spring", status: "active" } }),
    );
    await importFile(ctx, tenantId, "email,company\nann@x.test,A\n,B\n", { campaignId: campaign.id });
    const rows = await stored(tenantId);
    expect(rows.map((row) => [row.outreach[0]?.status, row.outreach[0]?.campaign_id])).toEqual([
      ["cold", campaign.id],
      ["no_verified_email", campaign.id],
    ]);
  });
});

describe("a second import of the same file", () => {
  const file = [
    "email,company,place id,city",
    "ann@x.test,Air,,",
    ",No Address LLC,,Austin",
    ",No Address LLC,,Dallas",
    "ann@x.test,Other place,place-2,",
    ",Only a place,place-3,",
    "stop@x.test,Stopped,,",
    "nobody,Bad,,",
    "ann@x.test,Again,,",
  ].join("\n");

  it.each(["insert", "update"] as const)("changes nothing, in mode %s", async (mode) => {
    const tenantId = await createTestTenant(ctx);
    await ctx.forTenant(tenantId, (tx) =>
      suppress(tx, { tenantId, kind: "email", value: "stop@x.test", reason: "manual", source: "test" }),
    );
    const first = await importFile(ctx, tenantId, file);
    expect(first.counts).toEqual({
      added: 1,
      added_without_address: 3,
      added_duplicate_address: 1,
      suppressed: 1,
      invalid_email: 1,
      duplicate_in_file: 1,
    });
    const before = await stored(tenantId);
    ctx.setNow("2026-06-11T16:00:00Z");
    const second = await importFile(ctx, tenantId, file, { mode });
    expect(second.counts).toEqual({ already_present: 5, suppressed: 1, invalid_email: 1, duplicate_in_file: 1 });
    expect(await stored(tenantId)).toEqual(before);
    ctx.setNow("2026-06-10T16:00:00Z");
  });

  it("leaves the sequence of those already there alone", async () => {
    const tenantId = await createTestTenant(ctx);
    await importFile(ctx, tenantId, "email\nann@x.test\n");
    const state = { status: "won", hold_reason: null, outreach_sequence_step: 2, campaign_id: null };
    await ctx.forTenant(tenantId, (tx) => tx.outreach.updateMany({ data: state }));
    const done = await importFile(ctx, tenantId, "email,company\nANN@x.test,Air\n", { mode: "update" });
    expect(done.counts).toEqual({ updated: 1 });
    expect((await stored(tenantId))[0]).toMatchObject({ company: "Air", outreach: [state] });
  });
});

describe("a file of several batches", () => {
  it("knows a repeated row across batches, in both modes", async () => {
    const tenantId = await createTestTenant(ctx);
    await importFile(ctx, tenantId, "email\nknown@x.test\n");
    const lines = ["known@x.test,", ",Nameless", "new@x.test,", ...numbered(0, 1_000)];
    const file = fileOf([...lines, "known@x.test,Late", ",Nameless", "new@x.test,Late"]);
    const done = await importFile(ctx, tenantId, file, { mode: "update" });
    expect((await resultsOf(ctx, tenantId, done.id)).slice(-3)).toEqual(Array(3).fill("duplicate_in_file"));
    expect(done.counts).toEqual({ already_present: 1, added: 1_001, added_without_address: 1, duplicate_in_file: 3 });
    expect((await stored(tenantId)).filter((row) => row.company === "Late")).toEqual([]);
  });

  it("loses no more than the batch in hand to a crash, and does that one again", async () => {
    const tenantId = await createTestTenant(ctx);
    const importId = await uploadFile(ctx, tenantId, fileOf(numbered(0, 2_300)));
    let batches = 0;
    const crashing: typeof ctx = {
      ...ctx,
      forTenant: (tenant, work, options) =>
        ctx.forTenant(
          tenant,
          async (tx) => {
            const result = await work(tx);
            batches += 1;
            if (batches === 2) throw new Error("power cut");
            return result;
          },
          options,
        ),
    };
    await expect(processImport(crashing, { tenantId, importId })).rejects.toThrow("power cut");
    expect(await getImport(ctx, { tenantId, importId })).toMatchObject({ status: "running", done_rows: 1_000 });
    expect(await addressesOf(tenantId)).toHaveLength(1_000);
    expect(await processImport(ctx, { tenantId, importId })).toEqual({ added: 1_300 });
    const done = await getImport(ctx, { tenantId, importId });
    expect(importItem.parse(done)).toMatchObject({ status: "done", done_rows: 2_300, counts: { added: 2_300 } });
    expect(done.finished_at).toBe(ctx.now().toISOString());
    expect(new Set(await addressesOf(tenantId)).size).toBe(2_300);
  });
});

describe("imports at once", () => {
  it("add an address once, whichever way round their files are", async () => {
    const tenantId = await createTestTenant(ctx);
    const lines = numbered(0, 400);
    const ids = [
      await uploadFile(ctx, tenantId, fileOf(lines)),
      await uploadFile(ctx, tenantId, fileOf(lines.toReversed())),
      await uploadFile(ctx, tenantId, fileOf(lines)),
    ];
    const counts = await Promise.all(ids.map((importId) => processImport(ctx, { tenantId, importId })));
    const sum = (result: "added" | "already_present") => counts.reduce((n, count) => n + (count[result] ?? 0), 0);
    expect([sum("added"), sum("already_present")]).toEqual([400, 800]);
    expect(new Set(await addressesOf(tenantId)).size).toBe(400);
    expect(await ctx.forTenant(tenantId, (tx) => tx.outreach.count())).toBe(400);
  });

  it("of two tenants do not meet", async () => {
    const [a, b] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const [ofA, ofB] = await Promise.all([a, b].map((tenantId) => importFile(ctx, tenantId, fileOf(numbered(0, 20)))));
    expect([ofA?.counts, ofB?.counts]).toEqual([{ added: 20 }, { added: 20 }]);
    await expect(processImport(ctx, { tenantId: a, importId: ofB?.id ?? "" })).resolves.toEqual({});
  });
});

it("work on an import that is over, or on none, comes to nothing", async () => {
  const tenantId = await createTestTenant(ctx);
  const done = await importFile(ctx, tenantId, "email\nann@x.test\n");
  ctx.setNow("2026-06-11T16:00:00Z");
  expect(await processImport(ctx, { tenantId, importId: done.id })).toEqual({});
  expect(await processImport(ctx, { tenantId, importId: crypto.randomUUID() })).toEqual({});
  expect(await getImport(ctx, { tenantId, importId: done.id })).toEqual(done);
  ctx.setNow("2026-06-10T16:00:00Z");
});

import { describe, expect, it } from "vitest";
import { suppress } from "#lib/suppressions/suppress.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { giveAddresses } from "./repo-fill.ts";
import { importFile, resultsOf } from "./testing/import-file.ts";

const ctx = createTestContext();

const prospectOf = (tenantId: string, where: { source_place_id?: string; email_key?: string }) =>
  ctx.forTenant(tenantId, (tx) => tx.prospect.findFirstOrThrow({ where, include: { outreach: true } }));

/** Two imports into one tenant, the second in update mode. */
async function twice(first: string, second: string) {
  const tenantId = await createTestTenant(ctx);
  await importFile(ctx, tenantId, first);
  const done = await importFile(ctx, tenantId, second, { mode: "update" });
  return { tenantId, results: await resultsOf(ctx, tenantId, done.id) };
}

describe("an import in update mode", () => {
  const fields: { title: string; column: string; value: string; stored: unknown }[] = [
    { title: "name", column: "name", value: "Ann", stored: "Ann" },
    { title: "company", column: "company", value: "Air", stored: "Air" },
    { title: "phone", column: "phone", value: "555", stored: "555" },
    { title: "trade", column: "trade_type", value: "HVAC", stored: "hvac" },
    { title: "website", column: "website", value: "air.test", stored: "air.test" },
    { title: "city", column: "city", value: "Austin", stored: "Austin" },
    { title: "state", column: "state_code", value: "Texas", stored: "TX" },
    { title: "zip", column: "zip", value: "78701", stored: "78701" },
    { title: "rating", column: "google_rating", value: "4.5", stored: 4.5 },
    { title: "reviews", column: "review_count", value: "12", stored: 12 },
    { title: "email source", column: "email_source", value: "site", stored: "site" },
    { title: "consent", column: "consent_basis", value: "opt-in", stored: "opt-in" },
    { title: "notes", column: "notes", value: "one", stored: "one" },
    { title: "priority", column: "priority", value: "5", stored: 5 },
  ];
  const others: Record<string, string> = { state: "IL", zip: "62701", rating: "1", reviews: "1", priority: "1" };
  for (const { title, column, value, stored } of fields) {
    it(`fills an empty ${column} and overwrites none`, async () => {
      const { tenantId, results } = await twice("email\nann@x.test\n", `email,${title}\nann@x.test,${value}\n`);
      expect(results).toEqual(["updated"]);
      const again = await importFile(ctx, tenantId, `email,${title}\nann@x.test,${others[title] ?? "other"}\n`, {
        mode: "update",
      });
      expect(again.counts).toEqual({ already_present: 1 });
      const row: Record<string, unknown> = await prospectOf(tenantId, { email_key: "ann@x.test" });
      const found = typeof stored === "number" ? Number(row[column]) : row[column];
      expect(found).toBe(stored);
    });
  }

  it.each([
    ["enrichment", "email,fleet\nann@x.test,3\n", 1],
    ["rating and reviews", "email,rating,reviews\nann@x.test,4.8,50\n", 2],
    ["a priority", "email,priority\nann@x.test,2\n", -16],
  ])("%s moves a prospect to the band of its kind", async (_name, second, send_band) => {
    const { tenantId } = await twice("email\nann@x.test\n", second);
    expect((await prospectOf(tenantId, { email_key: "ann@x.test" })).outreach).toMatchObject([{ send_band }]);
  });

  it("an address of its own does too", async () => {
    const { tenantId } = await twice("place id,email,name\nP1,,Ann\n", "place id,email\nP1,info@x.test\n");
    expect((await prospectOf(tenantId, { source_place_id: "P1" })).outreach).toMatchObject([{ send_band: 9 }]);
  });

  it("adds custom fields beside those that are there", async () => {
    const { tenantId, results } = await twice(
      "email,fleet,since\nann@x.test,12,\n",
      "email,fleet,since,vans\nann@x.test,99,1998,3\n",
    );
    expect(results).toEqual(["updated"]);
    expect((await prospectOf(tenantId, { email_key: "ann@x.test" })).enrichment).toEqual({
      custom: { fleet: "12", since: "1998", vans: "3" },
    });
  });

  it("lets the first of two rows for one prospect win", async () => {
    const { tenantId, results } = await twice(
      "email\nann@x.test\n",
      "email,city\nann@x.test,Austin\nANN@x.test,Dallas\n",
    );
    expect(results).toEqual(["updated", "duplicate_in_file"]);
    expect((await prospectOf(tenantId, { email_key: "ann@x.test" })).city).toBe("Austin");
  });
});

describe("a prospect without an address", () => {
  const first = "email,company,place id\n,Air,place-1\n";
  const second = "email,place id\nAnn@Air.test,place-1\n";

  it("gets one from an update, and waits for verification", async () => {
    const { tenantId, results } = await twice(first, second);
    expect(results).toEqual(["updated"]);
    expect(await prospectOf(tenantId, { source_place_id: "place-1" })).toMatchObject({
      company: "Air",
      email: "ann@air.test",
      email_key: "ann@air.test",
      email_verified: null,
      outreach: [{ status: "cold", hold_reason: "awaiting_verification", next_send_at: null }],
    });
  });

  it("gets none from an import that only inserts", async () => {
    const tenantId = await createTestTenant(ctx);
    await importFile(ctx, tenantId, first);
    expect((await importFile(ctx, tenantId, second)).counts).toEqual({ already_present: 1 });
    expect(await prospectOf(tenantId, { source_place_id: "place-1" })).toMatchObject({
      email: null,
      outreach: [{ status: "no_verified_email" }],
    });
  });

  it("gets none that is suppressed", async () => {
    const tenantId = await createTestTenant(ctx);
    await importFile(ctx, tenantId, first);
    await ctx.forTenant(tenantId, (tx) =>
      suppress(tx, { tenantId, kind: "domain", value: "air.test", reason: "manual", source: "test" }),
    );
    expect((await importFile(ctx, tenantId, second, { mode: "update" })).counts).toEqual({ already_present: 1 });
    expect(await prospectOf(tenantId, { source_place_id: "place-1" })).toMatchObject({ email: null, email_key: null });
  });

  it("gets none that another prospect has", async () => {
    const { tenantId, results } = await twice(`${first}ann@air.test,Other,place-2\n`, second);
    expect(results).toEqual(["already_present"]);
    expect(await prospectOf(tenantId, { source_place_id: "place-1" })).toMatchObject({ email: null });
  });

  it("keeps the status that a person gave it", async () => {
    const tenantId = await createTestTenant(ctx);
    await importFile(ctx, tenantId, first);
    await ctx.forTenant(tenantId, (tx) => tx.outreach.updateMany({ data: { status: "demo_scheduled" } }));
    expect((await importFile(ctx, tenantId, second, { mode: "update" })).counts).toEqual({ updated: 1 });
    expect(await prospectOf(tenantId, { source_place_id: "place-1" })).toMatchObject({
      email: "ann@air.test",
      outreach: [{ status: "demo_scheduled", hold_reason: null, next_send_at: null }],
    });
  });

  it("keeps one that it got meanwhile", async () => {
    const { tenantId } = await twice(first, second);
    const { id } = await prospectOf(tenantId, { source_place_id: "place-1" });
    const late = { prospect_id: id, email: "late@air.test", email_key: "late@air.test" };
    expect(await ctx.forTenant(tenantId, (tx) => giveAddresses(tx, tenantId, [late], ctx.now()))).toEqual([]);
    expect(await prospectOf(tenantId, { source_place_id: "place-1" })).toMatchObject({ email: "ann@air.test" });
  });
});

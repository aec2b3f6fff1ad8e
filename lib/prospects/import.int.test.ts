import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "#lib/shared/actor.ts";
import { suppress } from "#lib/suppressions/suppress.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { getImport } from "./get-import.ts";
import { processImport } from "./process-import.ts";
import { receiveImport } from "./receive-import.ts";
import { reportImport } from "./report-import.ts";

const ctx = createTestContext();
const actor = systemActor("test");
let tenantId: string;
beforeAll(async () => {
  tenantId = await createTestTenant(ctx);
});

async function* bytes(text: string) {
  yield Buffer.from(text);
}

async function importCsv(text: string, options: { mode?: "insert" | "update"; tenant?: string } = {}) {
  const tenant = options.tenant ?? tenantId;
  const importId = await receiveImport(ctx, {
    tenantId: tenant,
    actor,
    filename: "list.csv",
    mode: options.mode ?? "insert",
    campaignId: null,
    chunks: bytes(text),
  });
  await processImport(ctx, { tenantId: tenant, importId });
  return getImport(ctx, { tenantId: tenant, importId });
}

async function resultsOf(importId: string): Promise<string[]> {
  let text = "";
  for await (const chunk of await reportImport(ctx, { tenantId, importId })) text += chunk;
  return text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").slice(0, 2).join(" "));
}

const prospects = (tenant: string) =>
  ctx.forTenant(tenant, (tx) => tx.prospect.findMany({ orderBy: { email: "asc" }, include: { outreach: true } }));

describe("an import", () => {
  it("gives every row its own result, and the good rows go in", async () => {
    const file = [
      "email,company,state,zip,rating,place id,Fleet",
      "ann@air.test,Air,IL,62701,4.5,,12",
      "ANN+list@air.test,Air again,IL,,,,",
      "not an address,Nobody,,,,,",
      "bob@bad.test,Bad,Bavaria,,,,",
      ",No Address LLC,TX,,,,",
      "stop@gone.test,Gone,,,,,",
      "cid@roof.test,Roof,TX,,,place-1,",
      "ann@air.test,Other place,,,,place-2,",
      "short",
    ].join("\r\n");
    await ctx.forTenant(tenantId, (tx) =>
      suppress(tx, { tenantId, kind: "domain", value: "gone.test", reason: "manual", source: "test" }),
    );
    const done = await importCsv(file);
    expect(done).toMatchObject({ status: "done", total_rows: 9, done_rows: 9 });
    expect(await resultsOf(done.id)).toEqual([
      "2 added",
      "3 duplicate_in_file",
      "4 invalid_email",
      "5 invalid_value",
      "6 added_without_address",
      "7 suppressed",
      "8 added",
      "9 added_duplicate_address",
      "10 invalid_row",
    ]);
    const stored = await prospects(tenantId);
    expect(
      Object.fromEntries(
        stored.map((p) => [p.company, [p.email_key, p.outreach[0]?.status, p.outreach[0]?.hold_reason]]),
      ),
    ).toEqual({
      Air: ["ann@air.test", "cold", "awaiting_verification"],
      "Other place": [null, "duplicate_email", null],
      Roof: ["cid@roof.test", "cold", "awaiting_verification"],
      "No Address LLC": [null, "no_verified_email", null],
    });
    expect(stored.find((p) => p.company === "Air")?.enrichment).toEqual({ custom: { fleet: "12" } });
  });

  it("changes nothing the second time", async () => {
    const file = "email,company\nown1@twice.test,One\nown2@twice.test,Two\n";
    const tenant = await createTestTenant(ctx);
    await importCsv(file, { tenant });
    const before = await prospects(tenant);
    const again = await importCsv(file, { tenant });
    expect(again.counts).toEqual({ already_present: 2 });
    expect(await prospects(tenant)).toEqual(before);
  });

  it("fills empty fields in update mode and overwrites none", async () => {
    const tenant = await createTestTenant(ctx);
    await importCsv("email,company,phone\nx@fill.test,Given,\n", { tenant });
    const done = await importCsv("email,company,phone,Note to self\nx@fill.test,Other,555,hello\n", {
      tenant,
      mode: "update",
    });
    const same = await importCsv("email,company,phone,Note to self\nx@fill.test,Other,555,hello\n", {
      tenant,
      mode: "update",
    });
    expect([done.counts, same.counts]).toEqual([{ updated: 1 }, { already_present: 1 }]);
    expect((await prospects(tenant))[0]).toMatchObject({
      company: "Given",
      phone: "555",
      enrichment: { custom: { note_to_self: "hello" } },
    });
  });

  it("never brings a suppressed address back, in whatever spelling", async () => {
    const tenant = await createTestTenant(ctx);
    await ctx.forTenant(tenant, (tx) =>
      suppress(tx, {
        tenantId: tenant,
        kind: "email",
        value: "jo.doe@gmail.com",
        reason: "unsubscribed",
        source: "test",
      }),
    );
    await ctx.forTenant(tenant, (tx) =>
      suppress(tx, { tenantId: tenant, kind: "domain", value: "bücher.test", reason: "manual", source: "test" }),
    );
    const done = await importCsv(
      "email\nJoDoe+x@googlemail.com\nj.o.doe@GMAIL.com\nann@xn--bcher-kva.test\nbob@BÜCHER.test\n",
      { tenant },
    );
    expect(done.counts).toEqual({ suppressed: 3, duplicate_in_file: 1 });
    expect(await prospects(tenant)).toEqual([]);
  });

  it("goes on where it stopped, and two runs at once add nobody twice", async () => {
    const tenant = await createTestTenant(ctx);
    const rows = Array.from({ length: 2_500 }, (_, i) => `owner${i}@many-${i}.test,Company ${i}`).join("\n");
    const importId = await receiveImport(ctx, {
      tenantId: tenant,
      actor,
      filename: "many.csv",
      mode: "insert",
      campaignId: null,
      chunks: bytes(`email,company\n${rows}\n`),
    });
    expect(ctx.published.at(-1)).toEqual({ type: "importReceived", tenantId: tenant, importId });
    await Promise.all([
      processImport(ctx, { tenantId: tenant, importId }),
      processImport(ctx, { tenantId: tenant, importId }),
    ]);
    expect(await getImport(ctx, { tenantId: tenant, importId })).toMatchObject({
      status: "done",
      done_rows: 2_500,
      counts: { added: 2_500 },
    });
    expect((await prospects(tenant)).length).toBe(2_500);
  });

  it.each([
    ["an empty file", "", /empty/],
    ["a header alone", "email,company\n", /no rows/],
    ["no address column", "name,company\na,b\n", /no column for the address/],
    ["two address columns", "email,E-Mail\na@x.test,b@x.test\n", /keep one of them/],
  ])("refuses %s and says how to mend it", async (_name, text, message) => {
    await expect(importCsv(text)).rejects.toMatchObject({
      code: "validation_failed",
      details: { errors: [{ field: "file", message: expect.stringMatching(message) }] },
    });
  });

  it("shows another tenant nothing", async () => {
    const done = await importCsv("email\nz@other.test\n");
    const other = await createTestTenant(ctx);
    await expect(getImport(ctx, { tenantId: other, importId: done.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(reportImport(ctx, { tenantId: other, importId: done.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

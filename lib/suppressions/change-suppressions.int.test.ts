import { describe, expect, it } from "vitest";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { runEngine } from "#lib/testing/run-engine.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { addSuppression } from "./add-suppression.ts";
import { countSuppressions, exportSuppressions } from "./export-suppressions.ts";
import { importSuppressions } from "./import-suppressions.ts";
import { removeSuppression } from "./remove-suppression.ts";

const ctx = createTestContext();
const actor = systemActor("test");
const tenantId = await createTestTenant(ctx);
const mailbox = await createTestMailbox(ctx, tenantId);
const yesterday = new Date(ctx.now().getTime() - 86_400_000);
const newProspect = () => createTestProspect(ctx, tenantId, { created_at: yesterday });
const remove = (id: string) => removeSuppression(ctx, { tenantId, actor, id, reason: "wrong address" });
const rowOf = (value: string, tenant = tenantId) =>
  ctx.forTenant(tenant, (tx) => tx.suppression.findFirstOrThrow({ where: { value } }));
const existing = (value: string) => ctx.forTenant(tenantId, (tx) => tx.suppression.count({ where: { value } }));

describe("who added it", () => {
  it("is kept with what a person or a file added, and stands in the export", async () => {
    const [typed, filed] = [`${crypto.randomUUID()}@customer.test`, `${crypto.randomUUID()}@customer.test`];
    const own = await createTestTenant(ctx);
    await addSuppression(ctx, { tenantId: own, actor, kind: "email", value: typed });
    const chunks = (async function* () {
      yield Buffer.from(`email\n${filed}\n`);
    })();
    await importSuppressions(ctx, { tenantId: own, actor, filename: "list.csv", chunks });
    expect([(await rowOf(typed, own)).added_by, (await rowOf(filed, own)).added_by]).toEqual(["test", "test"]);
    const lines: string[] = [];
    for await (const chunk of await exportSuppressions(ctx, { tenantId: own, actor, filter: { q: filed } }))
      lines.push(chunk);
    expect(lines.join("")).toContain(`email,${filed},manual,import,test,`);
  });
});

describe("removing", () => {
  it("lets mail to the address go again, with the reason in the audit log", async () => {
    const { prospect } = await newProspect();
    const value = prospect.email ?? "";
    await addSuppression(ctx, { tenantId, actor, kind: "email", value });
    expect(await runEngine(ctx, tenantId)).toEqual([]);
    const { id } = await rowOf(value);
    await remove(id);
    expect((await runEngine(ctx, tenantId)).map((sent) => sent.to_email)).toEqual([value]);
    const where = { action: "suppression.removed", target_id: id };
    const line = await ctx.forTenant(tenantId, (tx) => tx.auditLog.findFirstOrThrow({ where }));
    expect(line).toMatchObject({ reason: "wrong address", before: { value, reason: "manual" } });
  });

  it("has the prospects of a recipient domain worked out by the job", async () => {
    const value = `gone-${crypto.randomUUID()}.test`;
    await addSuppression(ctx, { tenantId, actor, kind: "domain", value });
    ctx.published.length = 0;
    await remove((await rowOf(value)).id);
    expect(ctx.published).toEqual([{ type: "settingsChanged", tenantId }]);
  });

  it.each(["unsubscribed", "complained"])("is refused for who %s, here and by the database", async (reason) => {
    const value = `${crypto.randomUUID()}@customer.test`;
    const data = { tenant_id: tenantId, kind: "email", value, reason, source: "test" };
    const { id } = await ctx.forTenant(tenantId, (tx) => tx.suppression.create({ data }));
    await expect(remove(id)).rejects.toMatchObject({ code: "conflict" });
    await expect(ctx.forTenant(tenantId, (tx) => tx.suppression.delete({ where: { id } }))).rejects.toThrow(
      "append-only",
    );
    expect(await existing(value)).toBe(1);
  });

  it("does not find another tenant's", async () => {
    const other = await createTestTenant(ctx);
    await addSuppression(ctx, { tenantId: other, actor, kind: "email", value: "theirs@customer.test" });
    await expect(remove((await rowOf("theirs@customer.test", other)).id)).rejects.toMatchObject({ code: "not_found" });
  });
});

const importCsv = (text: string) =>
  importSuppressions(ctx, {
    tenantId,
    actor,
    filename: "stop.csv",
    chunks: (async function* () {
      yield Buffer.from(text);
    })(),
  });

describe("importing", () => {
  it("stops the mail to every address and domain of the file, and says what it could not read", async () => {
    const { prospect, outreach } = await newProspect();
    const queued = { status: "queued", sent_at: null, mailbox_id: mailbox.id, to_email: prospect.email ?? "" };
    await createTestEmail(ctx, tenantId, outreach.id, queued);
    const domain = `gone-${crypto.randomUUID()}.test`;
    const lines = ["note,Email", `x,${prospect.email?.toUpperCase()}`, `y,${domain}`, "z,nobody", `again,@${domain}`];
    const result = await importCsv(lines.join("\n"));
    expect(result).toEqual({
      rows: 4,
      added: 2,
      already_present: 1,
      invalid: 1,
      cancelled_sends: 1,
      invalid_lines: [4],
    });
    expect(await rowOf(domain)).toMatchObject({ kind: "domain", reason: "manual", source: "import" });
    expect((await runEngine(ctx, tenantId)).map((sent) => sent.to_email)).not.toContain(prospect.email);
    expect(await importCsv(lines.join("\n"))).toMatchObject({ added: 0, already_present: 3, cancelled_sends: 0 });
    const where = { action: "suppressions.imported" };
    const audit = await ctx.forTenant(tenantId, (tx) =>
      tx.auditLog.findFirstOrThrow({ where, orderBy: { id: "asc" } }),
    );
    expect(audit.after).toMatchObject({ filename: "stop.csv", rows: 4, added: 2 });
  });

  it("takes more than a batch", async () => {
    const prefix = crypto.randomUUID().slice(0, 8);
    const addresses = Array.from({ length: 1_201 }, (_, n) => `${prefix}-${n}@many.test`);
    expect(await importCsv(`value\n${addresses.join("\n")}`)).toMatchObject({ rows: 1_201, added: 1_201 });
    expect(await countSuppressions(ctx, { tenantId, filter: { q: prefix } })).toEqual({
      count: 1_201,
      at_least: false,
    });
  });

  it("has taken in what came before an upload broke off, and the audit log says so", async () => {
    const own = await createTestTenant(ctx);
    const lines = Array.from({ length: 600 }, (_, n) => `cut-${n}@many.test`);
    const chunks = (async function* () {
      yield Buffer.from(`value\n${lines.join("\n")}\n`);
      throw new Error("cut off");
    })();
    const request = { tenantId: own, actor, filename: `${"n".repeat(199)}😀`, chunks };
    await expect(importSuppressions(ctx, request)).rejects.toThrow("cut off");
    const [line] = await ctx.forTenant(own, (tx) =>
      tx.auditLog.findMany({ where: { action: "suppressions.imported" } }),
    );
    expect(line?.after).toMatchObject({ filename: `${"n".repeat(199)}\ufffd`, added: 500, is_whole: false });
    expect(await countSuppressions(ctx, { tenantId: own, filter: {} })).toMatchObject({ count: 500 });
  });

  it("reads what its own export has made safe", async () => {
    const value = `+${crypto.randomUUID()}@customer.test`;
    await importCsv(`value\n'${value}\n`);
    expect(await existing(value)).toBe(1);
  });

  it.each(["", "name,phone\nx,y", "note\nann@shop.test"])("refuses a file without such a column: %j", async (text) => {
    await expect(importCsv(text)).rejects.toMatchObject({ details: { errors: [{ field: "file" }] } });
  });
});

it("exports what fits, newest first, and writes that down", async () => {
  const mark = crypto.randomUUID().slice(0, 8);
  await importCsv(`value\na-${mark}@x.test\nb-${mark}@x.test\n${mark}.test`);
  const chunks = await Array.fromAsync(
    await exportSuppressions(ctx, { tenantId, actor, filter: { q: mark, kind: "email" } }),
  );
  const rows = chunks.join("").trim().split("\n");
  expect(rows[0]).toBe("kind,value,reason,source,added_by,created_at");
  expect(
    rows
      .slice(1)
      .map((row) => row.split(",")[1])
      .sort(),
  ).toEqual([`a-${mark}@x.test`, `b-${mark}@x.test`]);
  const where = { action: "suppressions.exported" };
  const line = await ctx.forTenant(tenantId, (tx) => tx.auditLog.findFirstOrThrow({ where }));
  expect(line.after).toEqual({ q: mark, kind: "email" });
});

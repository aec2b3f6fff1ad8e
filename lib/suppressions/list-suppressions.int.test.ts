import { describe, expect, it } from "vitest";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { addSuppression } from "./add-suppression.ts";
import { listSuppressions } from "./list-suppressions.ts";
import { suppressMany } from "./suppress.ts";
import type { SuppressionEntry } from "./types.ts";

const ctx = createTestContext();
const actor = systemActor("test");

const entries: SuppressionEntry[] = [
  { kind: "email", value: "ann_lee@acme.test", reason: "bounced", source: "webhook" },
  { kind: "email", value: "annxlee@acme.test", reason: "manual", source: "console" },
  { kind: "email", value: "bob@other.test", reason: "unsubscribed", source: "unsubscribe_link" },
  { kind: "domain", value: "acme.test", reason: "domain_bounced", source: "webhook" },
];

async function filled() {
  const tenantId = await createTestTenant(ctx);
  await ctx.forTenant(tenantId, (tx) => suppressMany(tx, tenantId, entries, ctx.now()));
  return tenantId;
}

describe("listSuppressions", () => {
  it.each([
    {
      name: "everything",
      filter: {},
      expected: ["acme.test", "ann_lee@acme.test", "annxlee@acme.test", "bob@other.test"],
    },
    {
      name: "addresses",
      filter: { kind: "email" },
      expected: ["ann_lee@acme.test", "annxlee@acme.test", "bob@other.test"],
    },
    { name: "recipient domains", filter: { kind: "domain" }, expected: ["acme.test"] },
    { name: "a reason", filter: { reason: "unsubscribed" }, expected: ["bob@other.test"] },
    { name: "a part in capitals", filter: { q: "OTHER" }, expected: ["bob@other.test"] },
    { name: "a part with an underscore, taken as it is", filter: { q: "ann_lee" }, expected: ["ann_lee@acme.test"] },
    { name: "a percent sign, taken as it is", filter: { q: "a%e" }, expected: [] },
    { name: "a backslash, taken as it is", filter: { q: "\\" }, expected: [] },
    { name: "a part and a kind", filter: { q: "acme", kind: "domain" }, expected: ["acme.test"] },
    { name: "nothing", filter: { q: "nobody" }, expected: [] },
  ])("$name", async ({ filter, expected }) => {
    const tenantId = await filled();
    const { items } = await listSuppressions(ctx, { tenantId, filter, limit: 10, cursor: undefined });
    expect(items.map((item) => item.value).toSorted()).toEqual(expected);
  });

  it("shows what is stored, and the time as text", async () => {
    const tenantId = await filled();
    const { items } = await listSuppressions(ctx, {
      tenantId,
      filter: { kind: "domain" },
      limit: 1,
      cursor: undefined,
    });
    expect(items).toEqual([
      {
        id: expect.any(String),
        kind: "domain",
        value: "acme.test",
        reason: "domain_bounced",
        source: "webhook",
        added_by: null,
        prospect_id: null,
        prospect_status: null,
        created_at: ctx.now().toISOString(),
      },
    ]);
  });

  it("names the prospect that has an address and where it stands, in any spelling of it, and no other tenant's", async () => {
    const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const ann = { email: "Ann.Lee+x@gmail.com", email_key: "annlee@gmail.com" };
    const { prospect } = await createTestProspect(ctx, tenantId, { status: "bounced", next_send_at: null }, ann);
    await createTestProspect(ctx, other, {}, { email: "bob@acme.test", email_key: "bob@acme.test" });
    for (const value of ["ann.lee@googlemail.com", "bob@acme.test"])
      await addSuppression(ctx, { tenantId, actor, kind: "email", value });
    await addSuppression(ctx, { tenantId, actor, kind: "domain", value: "gmail.com" });
    const { items } = await listSuppressions(ctx, { tenantId, filter: {}, limit: 9, cursor: undefined });
    expect(Object.fromEntries(items.map((item) => [item.value, item.prospect_id]))).toEqual({
      "annlee@gmail.com": prospect.id,
      "bob@acme.test": null,
      "gmail.com": null,
    });
    expect(items.flatMap((item) => item.prospect_status ?? [])).toEqual(["bounced"]);
  });

  it("has every row on one page or the next, once, also when rows are added meanwhile", async () => {
    const tenantId = await filled();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSuppressions(ctx, { tenantId, filter: {}, limit: 1, cursor });
      seen.push(...page.items.map((item) => item.value));
      cursor = page.next_cursor ?? undefined;
      await addSuppression(ctx, { tenantId, actor, kind: "email", value: `new${seen.length}@acme.test` });
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(entries.map((entry) => entry.value).toSorted());
  });

  it.each(["x", "", Buffer.from('["no uuid"]').toString("base64url"), Buffer.from("[]").toString("base64url")])(
    "refuses the cursor %j at its field",
    async (cursor) => {
      const tenantId = await filled();
      await expect(listSuppressions(ctx, { tenantId, filter: {}, limit: 1, cursor })).rejects.toMatchObject({
        code: "validation_failed",
        details: { errors: [{ field: "cursor" }] },
      });
    },
  );

  it("gives nothing of another tenant to one who has its cursor", async () => {
    const [theirs, ours] = [await filled(), await createTestTenant(ctx)];
    const page = await listSuppressions(ctx, { tenantId: theirs, filter: {}, limit: 1, cursor: undefined });
    const cursor = page.next_cursor ?? undefined;
    expect(cursor).toBeDefined();
    expect((await listSuppressions(ctx, { tenantId: ours, filter: {}, limit: 9, cursor })).items).toEqual([]);
  });
});

describe("addSuppression", () => {
  it.each([
    { given: " Pat+news@ACME.test ", stored: "pat@acme.test" },
    { given: "p.a.t@googlemail.com", stored: "pat@gmail.com" },
    { given: "pat@bücher.test", stored: "pat@xn--bcher-kva.test" },
  ])("stores the address $given as $stored", async ({ given, stored }) => {
    const tenantId = await createTestTenant(ctx);
    await addSuppression(ctx, { tenantId, actor, kind: "email", value: given });
    const { items } = await listSuppressions(ctx, { tenantId, filter: {}, limit: 9, cursor: undefined });
    expect(items).toMatchObject([{ kind: "email", value: stored, reason: "manual", source: "console" }]);
  });

  it.each([
    { kind: "email", value: "pat@acme" },
    { kind: "email", value: "pat acme@acme.test" },
    { kind: "email", value: '"pat"@acme.test' },
    { kind: "domain", value: "192.168.0.1" },
    { kind: "domain", value: "pat@acme.test" },
    { kind: "domain", value: "https://acme.test" },
  ] as const)("refuses the $kind $value, and writes no audit", async ({ kind, value }) => {
    const tenantId = await createTestTenant(ctx);
    await expect(addSuppression(ctx, { tenantId, actor, kind, value })).rejects.toMatchObject({
      code: "validation_failed",
      details: { errors: [{ field: "value" }] },
    });
    expect(await ctx.forTenant(tenantId, (tx) => tx.auditLog.count())).toBe(0);
  });

  it("twenty times at once is new once, with one line in the audit log", async () => {
    const tenantId = await createTestTenant(ctx);
    const add = () => addSuppression(ctx, { tenantId, actor, kind: "email", value: "pat@acme.test" });
    const added = await Promise.all(Array.from({ length: 20 }, add));
    expect(added.filter((result) => result.is_new)).toHaveLength(1);
    expect(await ctx.forTenant(tenantId, (tx) => tx.auditLog.count())).toBe(1);
  });

  it("of a known address still stops what was queued since", async () => {
    const tenantId = await createTestTenant(ctx);
    const { prospect, outreach } = await createTestProspect(ctx, tenantId);
    const add = () => addSuppression(ctx, { tenantId, actor, kind: "email", value: prospect.email ?? "" });
    await add();
    const late = { status: "claimed", sent_at: null, to_email: prospect.email ?? "" };
    await createTestEmail(ctx, tenantId, outreach.id, late);
    expect(await add()).toMatchObject({ is_new: false, cancelled_sends: 1 });
  });

  it("keeps the reason of a suppression that was there", async () => {
    const tenantId = await filled();
    await addSuppression(ctx, { tenantId, actor, kind: "email", value: "bob@other.test", note: "again" });
    const filter = { q: "bob" };
    const { items } = await listSuppressions(ctx, { tenantId, filter, limit: 9, cursor: undefined });
    expect(items.map((item) => item.reason)).toEqual(["unsubscribed"]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/shared/actor.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { auditListQuery, auditPage } from "./contract.ts";
import { listAudit } from "./list-audit.ts";
import { writeAudit } from "./write-audit.ts";

const ctx = createTestContext();
const person: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "admin" };
const change = (tenantId: string, fields: object = {}) => ({
  tenantId,
  actor: person,
  action: "thing.changed",
  targetKind: "thing",
  targetId: "t1",
  ...fields,
});
const write = (tenantId: string, fields: object = {}) =>
  ctx.forTenant(tenantId, (tx) => writeAudit(tx, change(tenantId, fields)));

it("answers as the contract says, whoever it was", async () => {
  const tenantId = await createTestTenant(ctx);
  const key: Actor = { kind: "api_key", id: crypto.randomUUID(), label: "ci", role: "viewer" };
  await write(tenantId);
  await write(tenantId, { actor: key, targetId: null, before: { a: 1 }, after: { a: null } });
  const page = await listAudit(ctx, { tenantId, limit: 9 });
  expect(auditPage.parse(page)).toEqual(page);
  expect(page.items.map((item) => [item.actor_kind, item.actor_id, item.actor_label])).toEqual([
    ["api_key", key.id, "ci"],
    ["user", person.id, "ann@example.test"],
  ]);
  expect(page.items[0]).toMatchObject({ target_id: null, before: { a: 1 }, after: { a: null } });
  expect(page.items[1]).toMatchObject({ before: null, after: null, reason: null, request_id: null });
});

it("keeps any JSON as it was", async () => {
  const tenantId = await createTestTenant(ctx);
  const text = fc.string({ unit: "grapheme" }).filter((part) => !part.includes("\0"));
  const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.integer()));
  const fields = fc.dictionary(fc.constantFrom("a", "b", "Zähler", "x.y"), value);
  await fc.assert(
    fc.asyncProperty(fields, fields, async (before, after) => {
      await write(tenantId, { before, after });
      const [item] = (await listAudit(ctx, { tenantId, limit: 1 })).items;
      expect([item?.before, item?.after]).toEqual([{ ...before }, { ...after }]);
    }),
    { numRuns: 25 },
  );
});

describe("pages", () => {
  it("show every line once, newest first, whatever the size, also when lines are added meanwhile", async () => {
    const tenantId = await createTestTenant(ctx);
    for (let line = 0; line < 7; line += 1) await write(tenantId, { targetId: `${line}` });
    for (const limit of [1, 2, 7, 8]) {
      const seen: (string | null)[] = [];
      let cursor: string | undefined;
      do {
        const page = await listAudit(ctx, { tenantId, limit, cursor, action: "thing.changed" });
        seen.push(...page.items.map((item) => item.target_id));
        cursor = page.next_cursor ?? undefined;
        await write(tenantId, { action: "thing.seen" });
      } while (cursor !== undefined);
      expect(seen).toEqual(["6", "5", "4", "3", "2", "1", "0"]);
    }
  });

  it.each(["nonsense", Buffer.from('["1"]').toString("base64url"), Buffer.from("{}").toString("base64url")])(
    "refuse the cursor %j at its field",
    async (cursor) => {
      const tenantId = await createTestTenant(ctx);
      await expect(listAudit(ctx, { tenantId, limit: 1, cursor })).rejects.toMatchObject({
        code: "validation_failed",
        details: { errors: [{ field: "cursor" }] },
      });
    },
  );

  it("of another tenant stay closed to one who has their cursor", async () => {
    const [ours, theirs] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    for (const target of ["1", "2"]) await write(theirs, { targetId: target });
    const { next_cursor } = await listAudit(ctx, { tenantId: theirs, limit: 1 });
    expect((await listAudit(ctx, { tenantId: ours, limit: 9, cursor: next_cursor ?? undefined })).items).toEqual([]);
  });
});

it("no line can be written into another tenant's log", async () => {
  const [ours, theirs] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  await expect(ctx.forTenant(ours, (tx) => writeAudit(tx, change(theirs)))).rejects.toThrow();
  expect((await listAudit(ctx, { tenantId: theirs, limit: 9 })).items).toEqual([]);
});

it.each([
  { name: "a kind too long", query: { target_kind: "x".repeat(61) } },
  { name: "an action too long", query: { action: "x".repeat(61) } },
  { name: "a filter that is none", query: { who: "ann" } },
  { name: "part of a name of one letter", query: { actor: "a" } },
  { name: "words of one letter", query: { q: "a" } },
  { name: "a day that is no time", query: { from: "yesterday" } },
  { name: "no rows", query: { limit: "0" } },
])("the list refuses $name", ({ query }) => {
  expect(auditListQuery.safeParse(query).success).toBe(false);
});

it("names who took a change of settings back, also when that line is on another page or filtered away", async () => {
  const tenantId = await createTestTenant(ctx);
  const other = await createTestTenant(ctx);
  const settings = (tenant: string) => ({ action: "settings.changed", targetKind: "settings", targetId: tenant });
  const ben: Actor = { ...person, label: "ben@example.test" };
  const on = { before: { gate: false }, after: { gate: true } };
  const off = { before: { gate: true }, after: { gate: false } };
  await write(tenantId, { ...settings(tenantId), ...on });
  await write(other, { ...settings(other), ...off });
  await write(tenantId, { ...settings(tenantId), actor: ben, ...off });
  const undone = async (filter: object) =>
    (await listAudit(ctx, { tenantId, ...filter, limit: 9 })).items.map((item) => item.undone?.by ?? null);
  expect(await undone({})).toEqual([null, "ben@example.test"]);
  expect(await undone({ actor: "ann" })).toEqual(["ben@example.test"]);
});

import { describe, expect, it } from "vitest";
import type { Tx } from "#lib/db/types.ts";
import { createTestConnection, createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { fingerprintInventory, loadInventory } from "./repo-inventory.ts";

const ctx = createTestContext();
const since = new Date("2026-06-10T09:30:00.250Z");

/** A tenant with two domains, two mailboxes, a second connection and a state. */
async function createPlaces() {
  const tenantId = await createTestTenant(ctx);
  const [one, two] = [await createTestConnection(ctx, tenantId), await createTestConnection(ctx, tenantId)];
  const b = await createTestDomain(ctx, tenantId, { domain: `b-${crypto.randomUUID()}.test`, auth_status: "passed" });
  const a = await createTestDomain(ctx, tenantId, { domain: `a-${crypto.randomUUID()}.test` });
  const data = { sending_domain_id: b.id, provider_connection_id: one.id };
  const late = await createTestMailbox(ctx, tenantId, { ...data, from_email: `z@${b.domain}` });
  const early = await createTestMailbox(ctx, tenantId, { ...data, from_email: `c@${b.domain}`, is_active: false });
  const key = { tenant_id: tenantId, scope_kind: "domain", scope_id: b.id };
  await ctx.forTenant(tenantId, (tx) =>
    tx.healthState.create({ data: { ...key, state: "paused", reason: "paused_by_person", since } }),
  );
  return { tenantId, one, two, a, b, late, early, key };
}

type Places = Awaited<ReturnType<typeof createPlaces>>;
type Change = (tx: Tx, places: Places) => Promise<unknown>;

const archived_at = new Date("2026-06-10T12:00:00Z");

const changes: Record<string, Change> = {
  "a domain passes the check": (tx, { a }) =>
    tx.sendingDomain.update({ where: { id: a.id }, data: { auth_status: "passed" } }),
  "a domain is archived": (tx, { a }) => tx.sendingDomain.update({ where: { id: a.id }, data: { archived_at } }),
  "a domain is added": (tx, { tenantId }) =>
    tx.sendingDomain.create({ data: { tenant_id: tenantId, domain: `n-${crypto.randomUUID()}.test` } }),
  "a mailbox is switched on": (tx, { early }) =>
    tx.mailbox.update({ where: { id: early.id }, data: { is_active: true } }),
  "two mailboxes swap their switches": async (tx, { early, late }) => {
    await tx.mailbox.update({ where: { id: early.id }, data: { is_active: true } });
    await tx.mailbox.update({ where: { id: late.id }, data: { is_active: false } });
  },
  "a mailbox gets another daily limit": (tx, { late }) =>
    tx.mailbox.update({ where: { id: late.id }, data: { daily_limit: 7 } }),
  "a mailbox is switched on and may send two less": (tx, { early }) =>
    tx.mailbox.update({ where: { id: early.id }, data: { is_active: true, daily_limit: early.daily_limit - 2 } }),
  "a mailbox moves to another connection": (tx, { late, two }) =>
    tx.mailbox.update({ where: { id: late.id }, data: { provider_connection_id: two.id } }),
  "a mailbox is archived": (tx, { late }) => tx.mailbox.update({ where: { id: late.id }, data: { archived_at } }),
  "a state appears": (tx, { key, late }) =>
    tx.healthState.create({ data: { ...key, scope_kind: "mailbox", scope_id: late.id, state: "watch" } }),
  "a state changes": (tx, { key }) => tx.healthState.updateMany({ where: key, data: { state: "probation" } }),
  "a state gets another reason": (tx, { key }) =>
    tx.healthState.updateMany({ where: key, data: { reason: "bounces" } }),
  "a state begins anew": (tx, { key }) => tx.healthState.updateMany({ where: key, data: { since: archived_at } }),
  "a state rests on something else": (tx, { key }) =>
    tx.healthState.updateMany({ where: key, data: { evidence: { bounced: 7 } } }),
  "a rest ends at another time": (tx, { key }) =>
    tx.healthState.updateMany({ where: key, data: { releases_at: archived_at } }),
  "a probation has another clean send": (tx, { key }) =>
    tx.healthState.updateMany({ where: key, data: { clean_sends: 1 } }),
  "a connection is archived": (tx, { two }) =>
    tx.providerConnection.update({ where: { id: two.id }, data: { archived_at } }),
  "the health threshold moves": (tx) => tx.salesEngineConfig.updateMany({ data: { mailbox_health_threshold: 41 } }),
  "authentication is required": (tx) => tx.salesEngineConfig.updateMany({ data: { require_domain_auth: true } }),
};

const trifles: Record<string, Change> = {
  "a domain's last reservation": (tx, { b }) =>
    tx.sendingDomain.update({ where: { id: b.id }, data: { last_reserved_at: archived_at } }),
  "a connection's name": (tx, { one }) =>
    tx.providerConnection.update({ where: { id: one.id }, data: { name: "other" } }),
  "the tenant's daily limit": (tx) => tx.salesEngineConfig.updateMany({ data: { daily_email_limit: 7 } }),
};

/** Fingerprint and inventory before and after a change. */
async function compare(change: Change) {
  const places = await createPlaces();
  const { tenantId } = places;
  const look = (tx: Tx) => Promise.all([fingerprintInventory(tx, tenantId), loadInventory(tx, tenantId)]);
  return ctx.forTenant(tenantId, async (tx) => {
    const before = await look(tx);
    await change(tx, places);
    const after = await look(tx);
    return { fingerprints: [before[0], after[0]], inventories: [before[1], after[1]] };
  });
}

describe("fingerprintInventory", () => {
  it.each(Object.entries(changes))("differs, as the inventory does, when %s", async (_name, change) => {
    const { fingerprints, inventories } = await compare(change);
    expect(inventories[1]).not.toEqual(inventories[0]);
    expect(fingerprints[1]).not.toBe(fingerprints[0]);
  });

  it.each(Object.entries(trifles))("stays, as the inventory does, for %s", async (_name, change) => {
    const { fingerprints, inventories } = await compare(change);
    expect(inventories[1]).toEqual(inventories[0]);
    expect(fingerprints[1]).toBe(fingerprints[0]);
  });
});

describe("loadInventory", () => {
  it("lists domains and mailboxes by name with what the verdict rests on", async () => {
    const { tenantId, one, two, a, b, late, early } = await createPlaces();
    await ctx.forTenant(tenantId, (tx) =>
      tx.providerConnection.update({ where: { id: two.id }, data: { archived_at } }),
    );
    expect(await ctx.forTenant(tenantId, (tx) => loadInventory(tx, tenantId))).toEqual({
      domains: [
        [a.id, a.domain, false],
        [b.id, b.domain, true],
      ],
      mailboxes: [
        [early.id, early.from_email, b.id, one.id, false, 200],
        [late.id, late.from_email, b.id, one.id, true, 200],
      ],
      states: [["domain", b.id, "paused", "paused_by_person", since.getTime(), null, null, 0]],
      archivedConnections: [two.id],
      settings: { mailbox_health_threshold: 40, require_domain_auth: false },
    });
  });

  it("is empty for a tenant that has nothing, whatever others have", async () => {
    await createPlaces();
    const tenantId = await createTestTenant(ctx);
    expect(await ctx.forTenant(tenantId, (tx) => loadInventory(tx, tenantId))).toMatchObject({
      domains: [],
      mailboxes: [],
      states: [],
      archivedConnections: [],
    });
  });
});

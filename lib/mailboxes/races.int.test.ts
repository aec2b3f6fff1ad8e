import { describe, expect, it } from "vitest";
import { createTestConnection, createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { archiveConnection } from "./archive-connection.ts";
import { archiveDomain } from "./archive-domain.ts";
import { createMailboxBody } from "./contract-mailbox.ts";
import { createMailbox } from "./create-mailbox.ts";
import { admin } from "./testing.ts";
import { updateMailbox } from "./update-mailbox.ts";

const ctx = createTestContext();
const rounds = Array.from({ length: 8 }, (_, n) => n);

async function tenant() {
  const tenantId = await createTestTenant(ctx);
  const domain = await createTestDomain(ctx, tenantId);
  const connection = await createTestConnection(ctx, tenantId);
  return { tenantId, domain, connection };
}

type Rows = { archived_at: Date | null }[];
const isGone = (rows: Rows) => rows.every((row) => row.archived_at !== null);

/** Mailboxes in use of places that were put away: there must never be one. */
function strays(tenantId: string) {
  return ctx.forTenant(tenantId, (tx) =>
    tx.mailbox.findMany({
      where: {
        archived_at: null,
        OR: [{ sending_domain: { archived_at: { not: null } } }, { connection: { archived_at: { not: null } } }],
      },
    }),
  );
}

describe("what is put away while something new starts to use it", () => {
  it("a domain, and a mailbox on it: one of the two is refused", async () => {
    for (const n of rounds) {
      const { tenantId, domain, connection } = await tenant();
      const fields = { from_name: "Ann", sender_name: "Ann", provider_connection_id: connection.id };
      const body = createMailboxBody.parse({ from_email: `ann${n}@${domain.domain}`, ...fields });
      const results = await Promise.allSettled([
        archiveDomain(ctx, { tenantId, actor: admin, id: domain.id, version: 1 }),
        createMailbox(ctx, { tenantId, actor: admin, body }),
      ]);
      expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await strays(tenantId)).toEqual([]);
    }
  });

  it("a connection, and a mailbox that moves to it: one of the two is refused", async () => {
    for (const _round of rounds) {
      const { tenantId, domain, connection } = await tenant();
      const mailbox = await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id });
      const body = { version: 1, provider_connection_id: connection.id };
      const results = await Promise.allSettled([
        archiveConnection(ctx, { tenantId, actor: admin, id: connection.id, version: 1 }),
        updateMailbox(ctx, { tenantId, actor: admin, id: mailbox.id, body }),
      ]);
      expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await strays(tenantId)).toEqual([]);
    }
  });
});

it("the check of these tests finds a stray", async () => {
  const { tenantId, domain } = await tenant();
  await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id });
  const archived = { archived_at: ctx.now() };
  const rows = await ctx.forTenant(tenantId, async (tx) => {
    await tx.sendingDomain.updateMany({ data: archived });
    return tx.sendingDomain.findMany();
  });
  expect(isGone(rows)).toBe(true);
  expect(await strays(tenantId)).toHaveLength(1);
});

import pg from "pg";
import { expect, it } from "vitest";
import { listLastComplaints } from "#lib/health/repo-guard.ts";
import { listBouncesOf } from "#lib/sending/repo-hand-over.ts";
import { listRecipientBounces } from "#lib/sequencing/repo-planning.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { rowsRead } from "#lib/testing/rows-read.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { findBouncingDomains } from "#lib/webhooks/repo-ledger.ts";

const sentAt = new Date("2026-06-01T12:00:00Z");
const messages = 20_000;
const bounced = 2_000;
const asked = 40;

it("bounces of some recipient domains are found without all others, even when statistics know of none", async () => {
  const url = await createOwnDatabase();
  const ctx = createTestContext(url);
  const tenantId = await createTestTenant(ctx);
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO prospects (tenant_id, name, company, email, email_key)
      SELECT ${tenantId}::uuid, 'Pat', 'Smith Heating', 'pat@d' || i || '.test', 'pat@d' || i || '.test'
      FROM generate_series(1, ${messages}::int) AS i`;
    await tx.$executeRaw`
      INSERT INTO outreach (tenant_id, prospect_id, status, outreach_sequence_step, hold_reason)
      SELECT ${tenantId}::uuid, id, 'contacted', 1, 'sequence_finished' FROM prospects WHERE tenant_id = ${tenantId}::uuid`;
    await tx.$executeRaw`
      INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, from_email, to_email, recipient_domain, message_id,
        scheduled_at, sent_at)
      SELECT ${tenantId}::uuid, o.id, 1, 'sent', 'ann@sender.test', p.email, split_part(p.email, '@', 2), '<' || o.id || '@sender.test>',
        ${sentAt}::timestamptz, ${sentAt}::timestamptz
      FROM outreach o JOIN prospects p ON p.id = o.prospect_id WHERE o.tenant_id = ${tenantId}::uuid`;
  });
  const login = new pg.Client(url);
  await login.connect();
  await login.query("VACUUM (ANALYZE) prospects, outreach, outreach_emails");
  await login.end();
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.$executeRaw`
      UPDATE outreach_emails SET bounced_at = ${sentAt}::timestamptz, bounce_type = 'hard' WHERE id IN (
        SELECT id FROM outreach_emails WHERE tenant_id = ${tenantId}::uuid ORDER BY id LIMIT ${bounced}::int)`;
  });
  await ctx.forTenant(tenantId, async (tx) => {
    const rows = await tx.$queryRaw<{ domain: string }[]>`
      SELECT recipient_domain AS domain FROM outreach_emails WHERE bounced_at IS NOT NULL ORDER BY md5(id::text) LIMIT ${asked}::int`;
    const domains = rows.map(({ domain }) => domain);
    const before = new Date(sentAt.getTime() - 1);
    const works = [
      async () => expect(await findBouncingDomains(tx, tenantId, domains, 1)).toHaveLength(asked),
      async () => expect(await listBouncesOf(tx, tenantId, domains, before)).toHaveLength(asked),
      async () => expect(await listRecipientBounces(tx, tenantId, domains, before)).toHaveLength(asked),
      async () => expect(await listLastComplaints(tx, tenantId, sentAt)).toEqual([]),
    ];
    const read: number[] = [];
    for (const work of works) read.push(await rowsRead(tx, ["outreach_emails"], work));
    for (const n of read.slice(0, 3)) expect(n).toBeLessThan(3 * asked);
    expect(read[3]).toBeLessThanOrEqual(bounced);
  });
});

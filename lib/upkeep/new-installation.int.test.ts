import { expect, it } from "vitest";
import { listSequenceMessages } from "#lib/sequencing/repo-facts.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";

const [many, asked] = [500, 20];

it("before the first statistics there are, reads all mail once at most, not for each prospect that is asked for", async () => {
  const ctx = createTestContext(await createOwnDatabase());
  const tenantId = await createTestTenant(ctx);
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO prospects (tenant_id, name, company, email, email_key)
      SELECT ${tenantId}::uuid, 'Pat ' || i, 'Smith Heating', 'pat' || i || '@shop.test', 'pat' || i || '@shop.test'
      FROM generate_series(1, ${many}::int) AS i`;
    await tx.$executeRaw`
      INSERT INTO outreach (tenant_id, prospect_id, status, outreach_sequence_step, hold_reason)
      SELECT ${tenantId}::uuid, id, 'contacted', 1, 'sequence_finished' FROM prospects WHERE tenant_id = ${tenantId}::uuid`;
    await tx.$executeRaw`
      INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, from_email, to_email, recipient_domain, message_id,
        scheduled_at, sent_at)
      SELECT ${tenantId}::uuid, id, 1, 'sent', 'ann@sender.test', 'pat@shop.test', 'shop.test', '<' || id || '@sender.test>', now(), now()
      FROM outreach WHERE tenant_id = ${tenantId}::uuid`;
  });
  await ctx.forTenant(tenantId, async (tx) => {
    const read = async () => {
      const [row] = await tx.$queryRaw<{ n: number }[]>`
        SELECT (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS n FROM pg_stat_xact_user_tables
        WHERE relname = 'outreach_emails'`;
      return row?.n ?? 0;
    };
    const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM outreach ORDER BY id LIMIT ${asked}::int`;
    const before = await read();
    const messages = await listSequenceMessages(
      tx,
      tenantId,
      rows.map(({ id }) => id),
    );
    expect(messages).toHaveLength(asked);
    expect((await read()) - before).toBeLessThanOrEqual(many);
  });
});

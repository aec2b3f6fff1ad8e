import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "#lib/db/types.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { selectStoredEvents, updateVerdicts } from "#lib/webhooks/repo-events.ts";
import { selectEmailKeys } from "#lib/webhooks/repo-outreach.ts";

// Statistics that know one tenant, and another that has as many rows (ADR 0024).
const url = await createOwnDatabase();
const ctx = createTestContext(url);
const at = new Date("1959-12-10T12:00:00Z");
const many = 20_000;
const asked = 20;
let tenantId: string;

beforeAll(async () => {
  await ctx.acrossTenants(
    (tx) =>
      tx.$queryRaw`SELECT ensure_email_event_partitions('1959-12-01Z'::timestamptz, '1959-12-01Z'::timestamptz)::text`,
  );
  await fill(await createTestTenant(ctx));
  await analyse();
  tenantId = await createTestTenant(ctx);
  await fill(tenantId);
});

/** As autovacuum does it: partitions are no business of the application's roles. */
async function analyse(): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("ANALYZE prospects, outreach, email_events");
  await client.end();
}

/** Prospects, each with an event that belongs to no message there is. */
async function fill(id: string): Promise<void> {
  await ctx.forTenant(id, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO prospects (tenant_id, name, company, email, email_key)
      SELECT ${id}::uuid, 'Pat ' || i, 'Smith Heating', 'pat' || i || '@shop.test', 'pat' || i || '@shop.test'
      FROM generate_series(1, ${many}::int) AS i`;
    await tx.$executeRaw`
      INSERT INTO outreach (tenant_id, prospect_id, status, next_send_at)
      SELECT ${id}::uuid, id, 'cold', ${at}::timestamptz FROM prospects WHERE tenant_id = ${id}::uuid`;
    const connection = await tx.providerConnection.create({ data: { tenant_id: id, name: "Mail", kind: "simulator" } });
    await tx.$executeRaw`
      INSERT INTO email_events (tenant_id, provider_connection_id, provider, received_at, provider_event_id, fingerprint, type,
        outreach_email_id, occurred_at, payload)
      SELECT ${id}::uuid, ${connection.id}::uuid, 'sendgrid', ${at}::timestamptz, 'e' || i, decode(md5(i::text), 'hex'), 'opened',
        uuidv7(), ${at}::timestamptz + make_interval(secs => i % 600), '{}'
      FROM generate_series(1, ${many}::int) AS i`;
  });
}

/** Rows of these tables that `work` reads, by index or not. */
async function rowsRead(tx: Tx, tables: string[], work: () => Promise<unknown>): Promise<number> {
  const read = async () => {
    const [row] = await tx.$queryRaw<{ read: number }[]>`
      SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read FROM pg_stat_xact_user_tables
      WHERE relname = ANY (${tables}::text[])`;
    return row?.read ?? 0;
  };
  const before = await read();
  await work();
  return (await read()) - before;
}

describe("a tenant that the planner does not know yet", () => {
  it("has the prospects read that are asked for, and hardly any other", async () => {
    await ctx.forTenant(tenantId, async (tx) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM outreach ORDER BY id LIMIT ${asked}::int`;
      const ids = rows.map(({ id }) => id);
      const read = await rowsRead(tx, ["outreach", "prospects"], () => selectEmailKeys(tx, tenantId, ids));
      expect(read).toBeLessThan(3 * asked);
    });
  });

  it("has the events read that are asked for, and hardly any other", async () => {
    await ctx.forTenant(tenantId, async (tx) => {
      const events = await tx.$queryRaw<{ id: string; message: string; occurred_at: Date }[]>`
        SELECT id, outreach_email_id AS message, occurred_at FROM email_events ORDER BY md5(id::text) LIMIT ${asked}::int`;
      const messages = events.map(({ message }) => message);
      const verdicts = events.map(({ id, occurred_at }) => ({
        id,
        occurredAt: occurred_at,
        metric: 1,
        machineReason: null,
      }));
      const tables = ["email_events_1959_12"];
      expect(await rowsRead(tx, tables, () => selectStoredEvents(tx, tenantId, messages, at))).toBeLessThan(2 * asked);
      expect(await rowsRead(tx, tables, () => updateVerdicts(tx, tenantId, verdicts))).toBeLessThan(2 * asked);
    });
  });
});

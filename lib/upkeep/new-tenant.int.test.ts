import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "#lib/db/types.ts";
import { countProspectRows, listProspectRows, listStandings } from "#lib/prospects/repo.ts";
import {
  findByEmailKey,
  isStepSpent,
  lockProspect,
  updateOutreach,
  updateProspect,
} from "#lib/prospects/repo-change.ts";
import { listExportRows } from "#lib/prospects/repo-export.ts";
import { isProspect } from "#lib/prospects/repo-notes.ts";
import { narrowSearch } from "#lib/prospects/repo-search.ts";
import { countSends, listSends } from "#lib/send-queue/repo.ts";
import { findRowState } from "#lib/sending/repo-ledger.ts";
import { findMessage } from "#lib/sending/repo-message.ts";
import { listSequenceMessages } from "#lib/sequencing/repo-facts.ts";
import { lockDueRows } from "#lib/sequencing/repo-planning.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { rowsRead } from "#lib/testing/rows-read.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { selectStoredEvents, updateVerdicts } from "#lib/webhooks/repo-events.ts";
import { selectEmailKeys } from "#lib/webhooks/repo-outreach.ts";

// What is read of a tenant that the statistics do not know yet, and of a large one among small ones (ADR 0024).
const url = await createOwnDatabase();
const ctx = createTestContext(url);
const at = new Date("1959-12-10T12:00:00Z");
const many = 20_000;
const asked = 20;
/** as many as a post of events names: so many searches look dear beside a table that the statistics think small */
const aPost = 1_000;
/** the statistics know the first, not the second, though it has as many rows */
let knownId: string;
let tenantId: string;
/** rows read for the mail of as many prospects as a post names, before there were any statistics */
let mailRead: number;

beforeAll(async () => {
  await ctx.acrossTenants(
    (tx) =>
      tx.$queryRaw`SELECT ensure_email_event_partitions('1959-12-01Z'::timestamptz, '1960-01-01Z'::timestamptz)::text`,
  );
  knownId = await createTestTenant(ctx);
  await fill(knownId);
  mailRead = await ctx.forTenant(knownId, async (tx) => {
    const rows = await tx.$queryRaw<
      { id: string }[]
    >`SELECT id FROM outreach ORDER BY md5(id::text) LIMIT ${aPost}::int`;
    const ids = rows.map(({ id }) => id);
    return rowsRead(tx, ["outreach", "outreach_emails"], () => listSequenceMessages(tx, knownId, ids));
  });
  await analyse();
  tenantId = await createTestTenant(ctx);
  await fill(tenantId);
});

/** As autovacuum does it: partitions are no business of the application's roles. */
async function analyse(): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("ANALYZE prospects, outreach, outreach_emails, email_events");
  await client.end();
}

/** Prospects, each with a message a minute later than the one before, and as many events. */
async function fill(id: string): Promise<void> {
  await ctx.forTenant(id, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO prospects (tenant_id, name, company, email, email_key)
      SELECT ${id}::uuid, 'Pat ' || i, 'Smith Heating', 'pat' || i || '@shop.test', 'pat' || i || '@shop.test'
      FROM generate_series(1, ${many}::int) AS i`;
    await tx.$executeRaw`
      INSERT INTO outreach (tenant_id, prospect_id, status, outreach_sequence_step, next_send_at)
      SELECT ${id}::uuid, id, 'contacted', 1, ${at}::timestamptz + make_interval(mins => row_number() OVER ()::int)
      FROM prospects WHERE tenant_id = ${id}::uuid`;
    await tx.$executeRaw`
      INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, from_email, to_email, recipient_domain, message_id,
        scheduled_at, sent_at)
      SELECT ${id}::uuid, id, 1, 'sent', 'ann@sender.test', 'pat@shop.test', 'shop.test', '<' || id || '@sender.test>', next_send_at,
        next_send_at
      FROM outreach WHERE tenant_id = ${id}::uuid`;
    await fillEvents(tx, id, at);
  });
}

/** Events within ten minutes, that belong to no message there is. */
async function fillEvents(tx: Tx, id: string, from: Date): Promise<void> {
  const data = { tenant_id: id, name: `Mail ${from.getTime()}`, kind: "simulator" };
  const connection = await tx.providerConnection.create({ data });
  await tx.$executeRaw`
    INSERT INTO email_events (tenant_id, provider_connection_id, provider, received_at, provider_event_id, fingerprint, type,
      outreach_email_id, occurred_at, payload)
    SELECT ${id}::uuid, ${connection.id}::uuid, 'sendgrid', ${from}::timestamptz, 'e' || i, decode(md5(i::text), 'hex'), 'opened',
      uuidv7(), ${from}::timestamptz + make_interval(secs => i % 600), '{}'
    FROM generate_series(1, ${many}::int) AS i`;
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

  it.each([asked, aPost])("has the %i events read that are asked for, and hardly any other", async (count) => {
    await ctx.forTenant(tenantId, async (tx) => {
      const events = await tx.$queryRaw<{ id: string; message: string; occurred_at: Date }[]>`
        SELECT id, outreach_email_id AS message, occurred_at FROM email_events ORDER BY md5(id::text) LIMIT ${count}::int`;
      const messages = events.map(({ message }) => message);
      const verdicts = events.map(({ id, occurred_at }) => ({
        id,
        occurredAt: occurred_at,
        metric: 1,
        machineReason: null,
      }));
      const tables = ["email_events_1959_12"];
      expect(await rowsRead(tx, tables, () => selectStoredEvents(tx, tenantId, messages, at))).toBeLessThan(2 * count);
      expect(await rowsRead(tx, tables, () => updateVerdicts(tx, tenantId, verdicts))).toBeLessThan(2 * count);
    });
  });

  it("has the events of a post read in a month that there are no statistics of, and hardly any other", async () => {
    const nextMonth = new Date("1960-01-10T12:00:00Z");
    await ctx.forTenant(tenantId, async (tx) => {
      await fillEvents(tx, tenantId, nextMonth);
      const events = await tx.$queryRaw<{ message: string }[]>`
        SELECT outreach_email_id AS message FROM email_events WHERE occurred_at >= ${nextMonth}::timestamptz
        ORDER BY md5(id::text) LIMIT ${aPost}::int`;
      const messages = events.map(({ message }) => message);
      const read = await rowsRead(tx, ["email_events_1960_01"], () =>
        selectStoredEvents(tx, tenantId, messages, nextMonth),
      );
      expect(read).toBeLessThan(2 * aPost);
    });
  });

  it("has no mail read twice before there are any statistics", () => {
    expect(mailRead).toBeLessThan(2 * many);
  });

  it("has one prospect, one message or one address read where it is named", async () => {
    await ctx.forTenant(tenantId, async (tx) => {
      const message = await tx.outreachEmail.findFirstOrThrow({ where: { tenant_id: tenantId }, skip: many / 2 });
      const outreach = await tx.outreach.findUniqueOrThrow({ where: { id: message.outreach_id } });
      const tables = ["prospects", "outreach", "outreach_emails"];
      const works = [
        () => findMessage(tx, tenantId, message.id),
        () => findRowState(tx, tenantId, message.id),
        () => isStepSpent(tx, tenantId, outreach.id, 0, 1),
        () => lockProspect(tx, tenantId, outreach.prospect_id),
        () => updateProspect(tx, outreach.prospect_id, { city: "Springfield" }),
        () => updateOutreach(tx, outreach.id, { send_band: 1 }),
        () => findByEmailKey(tx, tenantId, `pat${many / 2}@shop.test`, crypto.randomUUID()),
        () => isProspect(tx, tenantId, outreach.prospect_id),
      ];
      for (const work of works) expect(await rowsRead(tx, tables, work), String(work)).toBeLessThanOrEqual(4);
    });
  });
});

describe("somebody looked for by part of an address", () => {
  it.each([
    ["a tenant the planner knows", () => knownId],
    ["one it does not", () => tenantId],
  ] as const)("is found in %s without the others being read", async (_name, idOf) => {
    const asked = { tenantId: idOf(), now: at };
    await ctx.forTenant(asked.tenantId, async (tx) => {
      const search = async () => narrowSearch(tx, asked.tenantId, { q: `AT${many / 2}@sh` });
      const page = { limit: 10, end: null, sort: "-created" } as const;
      const works = [
        async () => expect(await listProspectRows(tx, { ...asked, filter: await search() }, page)).toHaveLength(1),
        async () => expect(await countProspectRows(tx, { ...asked, filter: await search() }, many)).toBe(1),
      ];
      for (const work of works) expect(await rowsRead(tx, ["prospects", "outreach"], work)).toBeLessThan(20);
    });
  });
});

describe("those whom planning passed over for a reason", () => {
  it("are read where they are few, and nobody else of a tenant, however it is ordered", async () => {
    for (const id of [knownId, tenantId]) {
      const place = { tenantId: id, now: at };
      await ctx.forTenant(id, async (tx) => {
        const decision = JSON.stringify({ kind: "none", reason: "mailbox_paused", passed_over: [] });
        await tx.$executeRaw`
          UPDATE outreach SET last_decision = ${decision}::jsonb WHERE id IN (
            SELECT id FROM outreach WHERE tenant_id = ${id}::uuid ORDER BY id LIMIT 3)`;
        const search = () => narrowSearch(tx, id, { passed_over_for: "mailbox_paused" });
        const list = (sort: "-created" | "next_send") => async () =>
          expect(
            await listProspectRows(tx, { ...place, filter: await search() }, { limit: asked, end: null, sort }),
          ).toHaveLength(3);
        const count = async () =>
          expect(await countProspectRows(tx, { ...place, filter: await search() }, many)).toBe(3);
        for (const work of [list("-created"), list("next_send"), count])
          expect(await rowsRead(tx, ["prospects", "outreach"], work)).toBeLessThan(40);
      });
    }
  });
});

describe("a large tenant among many small ones", () => {
  beforeAll(async () => {
    await ctx.acrossTenants(
      (tx) => tx.$executeRaw`
        WITH small AS (
          INSERT INTO tenants (name, slug) SELECT 'Small ' || i, 'small-' || i || '-' || gen_random_uuid() FROM generate_series(1, 300) AS i RETURNING id
        ), people AS (
          INSERT INTO prospects (tenant_id, company) SELECT id, 'Smith Heating' FROM small, generate_series(1, 20) RETURNING id, tenant_id
        )
        INSERT INTO outreach (tenant_id, prospect_id, status, next_send_at)
        SELECT tenant_id, id, 'contacted', ${at}::timestamptz FROM people`,
    );
    await analyse();
  });

  it("has a page read where a page is asked for, and what is due where that is", async () => {
    const now = new Date("1999-01-01T00:00:00Z");
    const lane = { kind: "followup" } as const;
    const place = { tenantId: knownId, now };
    // Of what was ever sent, the last tenth is of today: behind all the rest in the order of the queue.
    const dayStart = new Date(at.getTime() + 0.9 * many * 60_000);
    await ctx.forTenant(knownId, async (tx) => {
      const page = { limit: asked, end: null };
      const filter = { status: "contacted" };
      const works = [
        () => listProspectRows(tx, { ...place, filter }, { ...page, sort: "next_send" }),
        () => listProspectRows(tx, { ...place, filter: {} }, { ...page, sort: "-created" }),
        () => listProspectRows(tx, { ...place, filter: { q: "heating" } }, { ...page, sort: "-created" }),
        () => listProspectRows(tx, { ...place, filter: { ...filter, q: "smith" } }, { ...page, sort: "next_send" }),
        () => listProspectRows(tx, { ...place, filter }, { ...page, sort: "-created" }),
        () => listStandings(tx, { ...place, filter }, asked),
        () => listExportRows(tx, { ...place, filter }, { limit: asked, before: null }),
        () => listSends(tx, { ...place, dayStart }, { statuses: null }, { after: null, limit: asked }),
        () => countSends(tx, { ...place, dayStart: now }),
        () => lockDueRows(tx, { ...place, lane, limit: asked, withoutCampaigns: [] }),
      ];
      const tables = ["prospects", "outreach", "outreach_emails"];
      for (const work of works) expect(await rowsRead(tx, tables, work), String(work)).toBeLessThan(4 * asked);
    });
  });
});

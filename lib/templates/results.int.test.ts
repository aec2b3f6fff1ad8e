import { describe, expect, it } from "vitest";
import { createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { templateResults } from "./contract-results.ts";
import { getTemplateResults } from "./get-results.ts";
import { listTemplates } from "./list-templates.ts";

const ctx = createTestContext();
const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * 86_400_000);

async function world() {
  const tenantId = await createTestTenant(ctx);
  const template = async () => {
    const data = { tenant_id: tenantId, name: crypto.randomUUID(), subject: "s", body: "b" };
    return (await ctx.forTenant(tenantId, (tx) => tx.emailTemplate.create({ data }))).id;
  };
  const person = async (outreach: object = {}) =>
    (await createTestProspect(ctx, tenantId, { status: "contacted", ...outreach })).outreach.id;
  const send = (outreachId: string, template_id: string | null, days: number, fields: object = {}) =>
    createTestEmail(ctx, tenantId, outreachId, { template_id, sent_at: daysAgo(days), open_tracked: true, ...fields });
  const resultsOf = (id: string) => getTemplateResults(ctx, { tenantId, id });
  return { tenantId, template, person, send, resultsOf };
}

/** Two templates of one tenant whose messages met everything that may become of one. */
async function busyTemplates() {
  const base = await world();
  const { template, person, send } = base;
  const [one, two] = [await template(), await template()];
  const arrived = (days: number) => ({ delivered_at: daysAgo(days) });

  const reader = await person({ last_email_replied_at: daysAgo(3) });
  await send(reader, one, 5, { ...arrived(5), opened_at: daysAgo(4), clicked_at: daysAgo(4) });
  const answersTheSecond = await person({ last_email_replied_at: daysAgo(1) });
  await send(answersTheSecond, one, 9, { ...arrived(9), machine_opened_at: daysAgo(9) });
  await send(answersTheSecond, two, 2, { ...arrived(2), sequence_step: 2 });
  await send(await person(), one, 8, { ...arrived(8), open_tracked: false });
  await send(await person({ status: "bounced", next_send_at: null }), one, 7, { bounced_at: daysAgo(7) });
  const gone = { status: "unsubscribed", next_send_at: null, email_unsubscribed: true, unsubscribed_at: daysAgo(5) };
  await send(await person(gone), one, 6, arrived(6));
  const written = await person();
  await send(written, one, 29, arrived(29));
  await send(written, one, 4, { ...arrived(4), re_contact_cycle: 1 });
  await send(await person(), one, 31, { ...arrived(31), opened_at: daysAgo(1) });
  await send(await person(), one, 0, { sent_at: null, status: "queued" });
  await send(await person(), null, 1, arrived(1));
  return { ...base, one, two };
}

describe("what came of a template", () => {
  it("is counted on its own messages of the last 30 days, each prospect's reply and unsubscribe once", async () => {
    const { one, two, resultsOf } = await busyTemplates();
    const results = templateResults.parse(await resultsOf(one));
    expect(results).toMatchObject({ sent: 7, delivered: 6, opened: 1, clicked: 1, bounced: 1, counted_at: null });
    expect(results).toMatchObject({ contacted: 6, replied: 1, unsubscribed: 1 });
    expect(await resultsOf(two)).toMatchObject({ sent: 1, delivered: 1, contacted: 1, replied: 1, unsubscribed: 0 });
  });

  it("measures each rate on what it is a share of, and opens where they can be measured", async () => {
    const { one, resultsOf } = await busyTemplates();
    expect((await resultsOf(one)).rates).toMatchObject({
      delivered: { hits: 6, of: 7 },
      opened: { hits: 1, of: 5, rate: 0.2 },
      clicked: { hits: 1, of: 6 },
      bounced: { hits: 1, of: 7 },
      replied: { hits: 1, of: 6 },
      unsubscribed: { hits: 1, of: 6 },
    });
  });

  it("says of opens that nothing was tracked: not measured, rather than none", async () => {
    const { template, person, send, resultsOf } = await world();
    const id = await template();
    await send(await person(), id, 1, { delivered_at: daysAgo(1), open_tracked: false });
    expect(await resultsOf(id)).toMatchObject({ delivered: 1, opened: 0, rates: { opened: null } });
  });

  it("agrees with the ledger's rows, taken one by one, on the list as well", async () => {
    const { tenantId, one, two, template, resultsOf } = await busyTemplates();
    const unused = await template();
    const { items } = await listTemplates(ctx, { tenantId, limit: 10, cursor: undefined });
    const listed = new Map(items.map(({ id, results }) => [id, results]));
    for (const id of [one, two]) {
      const [counted] = await ctx.forTenant(
        tenantId,
        (tx) => tx.$queryRaw<object[]>`
          WITH mine AS (
            SELECT * FROM outreach_emails
            WHERE tenant_id = ${tenantId}::uuid AND template_id = ${id}::uuid AND sent_at >= ${daysAgo(30)}::timestamptz
          ), people AS (
            SELECT o.id,
              (SELECT e.id FROM outreach_emails e WHERE e.outreach_id = o.id AND e.sent_at <= o.last_email_replied_at
                ORDER BY e.sent_at DESC LIMIT 1) AS answered,
              (SELECT e.id FROM outreach_emails e WHERE e.outreach_id = o.id AND e.sent_at <= o.unsubscribed_at
                ORDER BY e.sent_at DESC LIMIT 1) AS left_from
            FROM outreach o WHERE o.tenant_id = ${tenantId}::uuid
          )
          SELECT (SELECT count(*) FROM mine)::int AS sent, (SELECT count(delivered_at) FROM mine)::int AS delivered,
            (SELECT count(opened_at) FROM mine)::int AS opened, (SELECT count(clicked_at) FROM mine)::int AS clicked,
            (SELECT count(bounced_at) FROM mine)::int AS bounced, (SELECT count(DISTINCT outreach_id) FROM mine)::int AS contacted,
            (SELECT count(*) FROM people WHERE answered IN (SELECT id FROM mine))::int AS replied,
            (SELECT count(*) FROM people WHERE left_from IN (SELECT id FROM mine))::int AS unsubscribed`,
      );
      expect(await resultsOf(id)).toMatchObject(counted ?? {});
      expect(listed.get(id)).toEqual(await resultsOf(id));
    }
    expect(listed.get(unused)).toMatchObject({ sent: 0, rates: { delivered: null, replied: null } });
  });

  it("is left out of the list when nobody asks, and is another tenant's business", async () => {
    const [ours, { tenantId, one }] = [await world(), await busyTemplates()];
    const { items } = await listTemplates(ctx, { tenantId, results: false, limit: 10, cursor: undefined });
    expect(items.map(({ results }) => results)).toEqual([null, null]);
    await expect(ours.resultsOf(one)).rejects.toMatchObject({ code: "not_found" });
  });
});

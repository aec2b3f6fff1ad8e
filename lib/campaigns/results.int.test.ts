import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/shared/actor.ts";
import { createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createCampaignBody } from "./contract.ts";
import { campaignResults } from "./contract-results.ts";
import { getResults } from "./get-results.ts";
import { getCampaign, listCampaigns } from "./list-campaigns.ts";
import { readMail } from "./read-results.ts";
import { createCampaign } from "./save-campaign.ts";

const ctx = createTestContext();
const actor: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" };
const at = (hours: number) => new Date(ctx.now().getTime() - 1_000 * 3_600_000 + hours * 3_600_000);

async function world() {
  const tenantId = await createTestTenant(ctx);
  const make = () =>
    createCampaign(ctx, { tenantId, actor, body: createCampaignBody.parse({ name: crypto.randomUUID() }) });
  const template = (name: string, archived_at: Date | null = null) =>
    ctx.forTenant(tenantId, (tx) =>
      tx.emailTemplate.create({ data: { tenant_id: tenantId, name, subject: "s", body: "b", archived_at } }),
    );
  const person = async (outreach: object = {}) =>
    (await createTestProspect(ctx, tenantId, { status: "contacted", ...outreach })).outreach.id;
  return { tenantId, make, template, person };
}

/** A campaign whose mail has everything that may become of a message. */
async function busyCampaign() {
  const base = await world();
  const { tenantId, make, template, person } = base;
  const [made, other] = [await make(), await make()];
  const [one, two] = [await template("One"), await template("Two", at(0))];
  const send = (outreachId: string, hour: number, fields: object = {}) => {
    const row = { campaign_id: made.id, sequence_step: 1, template_id: one.id, open_tracked: true, sent_at: at(hour) };
    return createTestEmail(ctx, tenantId, outreachId, { ...row, ...fields });
  };
  const later = { sequence_step: 2, template_id: null };

  const reader = await person({ last_email_replied_at: at(3) });
  await send(reader, 0, { delivered_at: at(0), opened_at: at(1), clicked_at: at(2) });
  const answersTheSecond = await person({ last_email_replied_at: at(60) });
  await send(answersTheSecond, 0, { delivered_at: at(0), machine_opened_at: at(0) });
  await send(answersTheSecond, 50, { ...later, delivered_at: at(50) });
  const comesBack = await person();
  await send(comesBack, 0, { delivered_at: at(0) });
  await send(comesBack, 900, { re_contact_cycle: 1, template_id: two.id, delivered_at: at(900), open_tracked: false });
  const gone = await person({ status: "bounced", next_send_at: null });
  await send(gone, 0, { template_id: two.id, bounced_at: at(1), bounce_type: "hard" });
  const leaves = await person({
    status: "unsubscribed",
    next_send_at: null,
    email_unsubscribed: true,
    unsubscribed_at: at(5),
  });
  await send(leaves, 4, { template_id: two.id, delivered_at: at(4), open_tracked: false });
  const repliedBefore = await person({ last_email_replied_at: at(-10) });
  await send(repliedBefore, 0, { delivered_at: at(0) });
  const answersAnother = await person({ campaign_id: other.id, last_email_replied_at: at(80) });
  await send(answersAnother, 0, { delivered_at: at(0) });
  await send(answersAnother, 70, { ...later, campaign_id: other.id, delivered_at: at(70) });
  await send(await person({ campaign_id: made.id }), 0, { sent_at: null, status: "queued" });
  await person({ campaign_id: made.id, last_email_replied_at: at(1) });
  return { ...base, made, other, one, two };
}

describe("what came of a campaign", () => {
  it("counts messages, and each prospect's reply and unsubscribe once, for the last message before it", async () => {
    const { tenantId, made, other } = await busyCampaign();
    const { total, counted_at } = campaignResults.parse(await getResults(ctx, { tenantId, id: made.id }));
    expect(counted_at).toBeNull();
    expect(total).toMatchObject({ sent: 9, delivered: 8, opened: 1, clicked: 1, bounced: 1 });
    expect(total).toMatchObject({ contacted: 7, replied: 2, unsubscribed: 1 });
    expect((await getResults(ctx, { tenantId, id: other.id })).total).toMatchObject({
      sent: 1,
      contacted: 1,
      replied: 1,
    });
  });

  it("agrees with the ledger's rows, taken one by one", async () => {
    const { tenantId, made } = await busyCampaign();
    const { total } = await getResults(ctx, { tenantId, id: made.id });
    const { rows, people } = await ctx.forTenant(tenantId, async (tx) => ({
      rows: await tx.outreachEmail.findMany({ where: { campaign_id: made.id, sent_at: { not: null } } }),
      people: await tx.$queryRaw<{ contacted: number; replied: number; unsubscribed: number }[]>`
        WITH last AS (
          SELECT o.id, o.last_email_replied_at, o.unsubscribed_at,
            (SELECT e.campaign_id FROM outreach_emails e WHERE e.outreach_id = o.id AND e.sent_at <= o.last_email_replied_at
              ORDER BY e.sent_at DESC LIMIT 1) AS answered,
            (SELECT e.campaign_id FROM outreach_emails e WHERE e.outreach_id = o.id AND e.sent_at <= o.unsubscribed_at
              ORDER BY e.sent_at DESC LIMIT 1) AS left_from
          FROM outreach o WHERE o.tenant_id = ${tenantId}::uuid
        )
        SELECT (SELECT count(DISTINCT outreach_id) FROM outreach_emails WHERE tenant_id = ${tenantId}::uuid
            AND campaign_id = ${made.id}::uuid AND sent_at IS NOT NULL)::int AS contacted,
          count(*) FILTER (WHERE answered = ${made.id}::uuid)::int AS replied,
          count(*) FILTER (WHERE left_from = ${made.id}::uuid)::int AS unsubscribed FROM last`,
    }));
    const having = (field: "delivered_at" | "opened_at" | "clicked_at" | "bounced_at") =>
      rows.filter((row) => row[field] !== null).length;
    expect(total).toMatchObject({
      sent: rows.length,
      delivered: having("delivered_at"),
      opened: having("opened_at"),
      clicked: having("clicked_at"),
      bounced: having("bounced_at"),
      ...people[0],
    });
  });

  it("measures each rate on what it is a share of, with bounds, and opens where they can be measured", async () => {
    const { tenantId, made } = await busyCampaign();
    const { rates } = (await getResults(ctx, { tenantId, id: made.id })).total;
    expect(rates).toMatchObject({
      delivered: { hits: 8, of: 9 },
      opened: { hits: 1, of: 6 },
      clicked: { hits: 1, of: 8 },
      bounced: { hits: 1, of: 9 },
      replied: { hits: 2, of: 7, rate: 0.2857 },
      unsubscribed: { hits: 1, of: 7 },
    });
    expect(rates.replied?.lower).toBeLessThan(0.2857);
    expect(rates.replied?.upper).toBeGreaterThan(0.2857);
  });

  it("tells the steps apart, and in a step the templates, also those that are archived", async () => {
    const { tenantId, made, one, two } = await busyCampaign();
    const { steps } = await getResults(ctx, { tenantId, id: made.id });
    expect(steps).toMatchObject([
      {
        step: 1,
        sent: 8,
        contacted: 7,
        replied: 1,
        templates: [
          {
            template: { id: one.id, name: "One", is_archived: false },
            sent: 5,
            opened: 1,
            replied: 1,
            unsubscribed: 0,
          },
          {
            template: { id: two.id, is_archived: true },
            sent: 3,
            bounced: 1,
            unsubscribed: 1,
            rates: { opened: null },
          },
        ],
      },
      { step: 2, sent: 1, contacted: 1, replied: 1, templates: [{ template: null, sent: 1, replied: 1 }] },
    ]);
  });

  it("stands in the list and on the campaign as well, and is nothing where nothing was sent", async () => {
    const { tenantId, made, make } = await busyCampaign();
    const { total } = await getResults(ctx, { tenantId, id: made.id });
    const empty = await make();
    const { items } = await listCampaigns(ctx, { tenantId, limit: 10, cursor: undefined });
    expect(items.find(({ id }) => id === made.id)?.results).toMatchObject(total);
    expect((await getCampaign(ctx, { tenantId, id: made.id })).results).toMatchObject(total);
    expect(items.find(({ id }) => id === empty.id)?.results).toMatchObject({ sent: 0, rates: { replied: null } });
    expect(await getResults(ctx, { tenantId, id: empty.id })).toMatchObject({ total: { sent: 0 }, steps: [] });
  });

  it("is another tenant's business", async () => {
    const [ours, theirs] = [await world(), await busyCampaign()];
    const ask = getResults(ctx, { tenantId: ours.tenantId, id: theirs.made.id });
    await expect(ask).rejects.toMatchObject({ code: "not_found" });
    const read = await ctx.forTenant(ours.tenantId, (tx) =>
      readMail(ctx, tx, { tenantId: ours.tenantId, ids: [theirs.made.id] }),
    );
    expect(read.get(theirs.made.id)?.total.sent).toBe(0);
  });
});

it("keeps the counts of a campaign with many messages for a while, and of no other", async () => {
  const { tenantId, made, other, person } = await busyCampaign();
  const read = (now: Date) =>
    ctx.forTenant(tenantId, (tx) => readMail({ now: () => now }, tx, { tenantId, ids: [made.id, other.id] }, 5));
  const sentOf = async (now: Date) => {
    const mail = await read(now);
    return [made.id, other.id].map((id) => mail.get(id)?.total.sent);
  };
  expect(await sentOf(at(0))).toEqual([9, 1]);
  for (const { id } of [made, other])
    await createTestEmail(ctx, tenantId, await person(), { campaign_id: id, sent_at: at(0) });
  const soon = new Date(at(0).getTime() + 5);
  expect(await sentOf(soon)).toEqual([9, 2]);
  expect((await read(soon)).get(made.id)?.countedAt).toEqual(at(0));
  expect(await sentOf(new Date(at(0).getTime() + 6))).toEqual([10, 2]);
});

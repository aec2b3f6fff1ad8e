import { beforeAll, describe, expect, it } from "vitest";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { prospectCount, prospectPage } from "./contract.ts";
import { countProspects, listProspects } from "./list-prospects.ts";
import type { ProspectFilter } from "./prospect-filter.ts";

const ctx = createTestContext();
const none = { next_send_at: null, hold_reason: null };
let tenantId: string;
let campaignId: string;

const add = (tenant: string, company: string, outreach: object = {}, prospect: object = {}) =>
  createTestProspect(ctx, tenant, outreach, { company, ...prospect });

async function listed(filter: ProspectFilter, limit = 50, tenant = tenantId) {
  const page = await listProspects(ctx, { tenantId: tenant, filter, limit, cursor: undefined });
  return prospectPage.parse(page).items.map((item) => item.company);
}

async function counted(filter: ProspectFilter, tenant = tenantId) {
  return prospectCount.parse(await countProspects(ctx, { tenantId: tenant, filter }));
}

beforeAll(async () => {
  tenantId = await createTestTenant(ctx);
  const data = { tenant_id: tenantId, name: "Spring", status: "active" };
  campaignId = (await ctx.forTenant(tenantId, (tx) => tx.campaign.create({ data }))).id;
  await add(tenantId, "Alpha Air", { campaign_id: campaignId });
  await add(tenantId, "Beta 100% Heat", { ...none, status: "contacted", hold_reason: "engagement_gate" });
  await add(tenantId, "Gamma_Roof", { ...none, status: "won", campaign_id: campaignId }, { name: "Zoë Ülm" });
  await add(tenantId, "Delta", { ...none, hold_reason: "awaiting_verification" }, { email: "sales@Gamma.test" });
  await add(tenantId, "Epsilon \\ Sons", { ...none, status: "no_verified_email" }, { email: null, email_key: null });
  await add(await createTestTenant(ctx), "Alpha of another tenant");
});

describe("the list of prospects", () => {
  const cases: { name: string; filter: ProspectFilter; expected: string[] }[] = [
    {
      name: "all, newest first",
      filter: {},
      expected: ["Epsilon \\ Sons", "Delta", "Gamma_Roof", "Beta 100% Heat", "Alpha Air"],
    },
    { name: "by status", filter: { status: "won" }, expected: ["Gamma_Roof"] },
    { name: "by hold reason", filter: { hold_reason: "engagement_gate" }, expected: ["Beta 100% Heat"] },
    { name: "by a hold reason that nobody has", filter: { hold_reason: "cooldown" }, expected: [] },
    {
      name: "of a campaign",
      filter: {
        get campaign_id() {
          return campaignId;
        },
      },
      expected: ["Gamma_Roof", "Alpha Air"],
    },
    {
      name: "of a campaign in a status",
      filter: {
        status: "won",
        get campaign_id() {
          return campaignId;
        },
      },
      expected: ["Gamma_Roof"],
    },
    { name: "by a part of the company, in any case", filter: { q: "ALPHA" }, expected: ["Alpha Air"] },
    { name: "by a part of the name", filter: { q: "ülm" }, expected: ["Gamma_Roof"] },
    { name: "by company or address", filter: { q: "gamma" }, expected: ["Delta", "Gamma_Roof"] },
    { name: "by text and status", filter: { q: "gamma", status: "cold" }, expected: ["Delta"] },
    { name: "by a percent sign as it is", filter: { q: "0%" }, expected: ["Beta 100% Heat"] },
    { name: "by an underscore as it is", filter: { q: "a_r" }, expected: ["Gamma_Roof"] },
    { name: "by a backslash as it is", filter: { q: " \\ " }, expected: ["Epsilon \\ Sons"] },
    { name: "by a quote as it is", filter: { q: "' OR '1'='1" }, expected: [] },
  ];
  for (const { name, filter, expected } of cases) {
    it(`shows ${name}, and counts the same`, async () => {
      expect(await listed(filter)).toEqual(expected);
      expect(await counted(filter)).toEqual({ count: expected.length, at_least: false });
    });
  }

  it("says of each prospect where it stands", async () => {
    const tenant = await createTestTenant(ctx);
    const state = {
      status: "contacted",
      outreach_sequence_step: 2,
      re_contact_cycle: 1,
      last_email_sent_at: ctx.now(),
    };
    const { prospect } = await add(tenant, "Air", state);
    const page = await listProspects(ctx, { tenantId: tenant, filter: {}, limit: 50, cursor: undefined });
    expect(page).toEqual({
      items: [
        {
          id: prospect.id,
          name: prospect.name,
          company: "Air",
          email: prospect.email,
          trade_type: "hvac",
          city: "Springfield",
          state_code: "IL",
          status: "contacted",
          outreach_sequence_step: 2,
          re_contact_cycle: 1,
          next_send_at: ctx.now().toISOString(),
          hold_reason: null,
          last_email_sent_at: ctx.now().toISOString(),
          campaign_id: null,
          owner_id: null,
          email_open_count: 0,
          total_emails_sent: 0,
          created_at: prospect.created_at.toISOString(),
          next: {
            kind: "scheduled",
            is_due: true,
            at: ctx.now().toISOString(),
            reason: "no_sendable_mailbox",
            short: "Waits: no mailbox can send",
          },
        },
      ],
      next_cursor: null,
    });
  });

  it("shows another tenant's campaign and prospects to nobody else", async () => {
    const other = await createTestTenant(ctx);
    expect(await listed({ campaign_id: campaignId }, 50, other)).toEqual([]);
    expect(await counted({}, other)).toEqual({ count: 0, at_least: false });
  });
});

describe("pages of prospects", () => {
  async function walk(tenant: string, filter: ProspectFilter, limit: number, between = async () => {}) {
    const pages: (string | null)[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listProspects(ctx, { tenantId: tenant, filter, limit, cursor });
      pages.push(page.items.map((item) => item.company));
      cursor = page.next_cursor ?? undefined;
      await between();
    } while (cursor);
    return pages;
  }

  it.each([1, 2, 3, 5, 6])("of %i hold every prospect once", async (limit) => {
    const pages = await walk(tenantId, {}, limit);
    expect(pages.flat()).toEqual(await listed({}));
    for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
    expect(pages).toHaveLength(Math.ceil(5 / limit));
  });

  it("keep to their filter", async () => {
    expect(await walk(tenantId, { q: "gamma" }, 1)).toEqual([["Delta"], ["Gamma_Roof"]]);
  });

  it("show nobody twice and skip nobody when prospects come in between", async () => {
    const tenant = await createTestTenant(ctx);
    for (const company of ["one", "two", "three"]) await add(tenant, company);
    const pages = await walk(tenant, {}, 1, async () => void (await add(tenant, "late")));
    expect(pages.flat()).toEqual(["three", "two", "one"]);
  });

  it.each(["x", Buffer.from('["not an id"]').toString("base64url"), Buffer.from("[]").toString("base64url")])(
    "refuse the cursor %j",
    async (cursor) => {
      await expect(listProspects(ctx, { tenantId, filter: {}, limit: 2, cursor })).rejects.toMatchObject({
        code: "validation_failed",
        details: { errors: [{ field: "cursor" }] },
      });
    },
  );
});

describe("counts of many", () => {
  async function fill(tenant: string, n: number) {
    await ctx.forTenant(tenant, async (tx) => {
      await tx.$executeRaw`INSERT INTO prospects (tenant_id, company) SELECT ${tenant}::uuid, 'C' || i FROM generate_series(1, ${n}::int) i`;
      // Or each row of the next statement is compared with all of these, as in a table that held next to nothing.
      await tx.$executeRaw`ANALYZE prospects`;
      await tx.$executeRaw`
        INSERT INTO outreach (tenant_id, prospect_id, status, hold_reason)
        SELECT tenant_id, id, 'cold', 'awaiting_verification' FROM prospects WHERE tenant_id = ${tenant}::uuid`;
    });
  }

  it.each([
    [10_000, { count: 10_000, at_least: false }],
    [10_001, { count: 10_000, at_least: true }],
  ])("%i: are exact up to 10,000 and say so beyond", async (n, expected) => {
    const tenant = await createTestTenant(ctx);
    await fill(tenant, n);
    expect(await counted({}, tenant)).toEqual(expected);
    expect(await counted({ status: "won" }, tenant)).toEqual({ count: 0, at_least: false });
  });
});

describe("more filters", () => {
  const owner_id = crypto.randomUUID();
  const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * 86_400_000);
  let own: string;

  beforeAll(async () => {
    own = await createTestTenant(ctx, { recontact_cooldown_days: 90 });
    const sent = (days: number) => ({ status: "contacted", last_email_sent_at: daysAgo(days) });
    await add(own, "Old", { ...sent(91), outreach_sequence_step: 3, re_contact_cycle: 1 }, { state_code: "TX" });
    await add(own, "Fresh", { ...sent(10), outreach_sequence_step: 1 }, { owner_id, trade_type: "roofing" });
    await add(own, "Won", { ...none, status: "won", last_email_sent_at: daysAgo(200), outreach_sequence_step: 1 });
  });

  it.each<[string, ProspectFilter, string[]]>([
    ["a step", { step: 1 }, ["Won", "Fresh"]],
    ["a cycle", { cycle: 1 }, ["Old"]],
    ["no message yet", { step: 0 }, []],
    ["an owner", { owner_id }, ["Fresh"]],
    ["somebody who owns nothing", { owner_id: crypto.randomUUID() }, []],
    ["a state", { state_code: "TX" }, ["Old"]],
    ["a trade", { trade_type: "roofing" }, ["Fresh"]],
    ["a cooldown that is over", { cooldown: "over" }, ["Old"]],
    ["a cooldown that runs", { cooldown: "running" }, ["Fresh"]],
    ["all of them together", { step: 1, cycle: 0, owner_id, trade_type: "roofing", cooldown: "running" }, ["Fresh"]],
  ])("%s", async (_name, filter, expected) => {
    expect(await listed(filter, 50, own)).toEqual(expected);
    expect((await counted(filter, own)).count).toBe(expected.length);
  });
});

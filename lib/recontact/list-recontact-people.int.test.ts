import { beforeEach, describe, expect, it } from "vitest";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { recontactPeople } from "./contract.ts";
import { getRecontactStats } from "./get-recontact-stats.ts";
import { type Group, groups } from "./groups.ts";
import { listRecontactPeople } from "./list-recontact-people.ts";

const ctx = createTestContext();
const now = new Date("2026-06-10T16:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
beforeEach(() => ctx.setNow(now));

async function silent(tenantId: string, days: number, outreach: object = {}, prospect: object = {}) {
  const row = { status: "contacted", outreach_sequence_step: 3, next_send_at: null, hold_reason: "sequence_finished" };
  const made = await createTestProspect(
    ctx,
    tenantId,
    { ...row, last_email_sent_at: daysAgo(days), ...outreach },
    prospect,
  );
  return made.prospect;
}

const idsOf = async (tenantId: string, group: Group) =>
  (await listRecontactPeople(ctx, { tenantId, group, limit: 50 })).items.map((item) => item.prospect_id);

describe("listRecontactPeople", () => {
  it("lists who is next in the order of the run, page by page, whatever the cycle", async () => {
    const tenantId = await createTestTenant(ctx);
    const made = [];
    for (const [days, cycle] of [
      [91, 0],
      [95, 3],
      [93, 1],
      [95, 0],
    ] as const)
      made.push(await silent(tenantId, days, { re_contact_cycle: cycle }));
    await silent(tenantId, 89);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRecontactPeople(ctx, { tenantId, group: "next", limit: 2, cursor });
      expect(recontactPeople.parse(page)).toEqual(page);
      seen.push(...page.items.map((item) => item.prospect_id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([made[1]?.id, made[3]?.id, made[2]?.id, made[0]?.id]);
  });

  it("says since when they are rested", async () => {
    const tenantId = await createTestTenant(ctx);
    await silent(tenantId, 91);
    const { items } = await listRecontactPeople(ctx, { tenantId, group: "next", limit: 1 });
    expect(items[0]).toMatchObject({
      last_email_sent_at: daysAgo(91).toISOString(),
      rested_at: daysAgo(1).toISOString(),
    });
  });

  it("lists exactly those whom the figures count, for every reason", async () => {
    const tenantId = await createTestTenant(ctx);
    await silent(tenantId, 95);
    await silent(tenantId, 95, { last_email_replied_at: daysAgo(1) });
    await silent(tenantId, 95, { status: "unsubscribed", hold_reason: null });
    await silent(tenantId, 95, { email_unsubscribed: true });
    await silent(tenantId, 95, { re_contact_cycle: 4 });
    await silent(tenantId, 95, { status: "exhausted", re_contact_cycle: 4, hold_reason: null });
    await silent(tenantId, 95, {}, { email_verified: false });
    await silent(tenantId, 95, {}, { email: null, email_key: null });
    await silent(tenantId, 95, { status: "won", hold_reason: null });
    const stats = await getRecontactStats(ctx, { tenantId });
    const counted = new Map<string, number>([["next", stats.total_eligible]]);
    for (const { reason, count } of stats.excluded) counted.set(reason, count);
    expect([...counted.values()].reduce((sum, count) => sum + count, 0)).toBe(9);
    for (const group of groups) expect((await idsOf(tenantId, group)).length, group).toBe(counted.get(group) ?? 0);
  });

  it("shows nobody of another tenant", async () => {
    const tenantId = await createTestTenant(ctx);
    await silent(await createTestTenant(ctx), 95);
    expect(await idsOf(tenantId, "next")).toEqual([]);
  });

  it("refuses a cursor of another list", async () => {
    const tenantId = await createTestTenant(ctx);
    await expect(
      listRecontactPeople(ctx, { tenantId, group: "next", limit: 5, cursor: "WyJ4Il0" }),
    ).rejects.toMatchObject({ code: "validation_failed" });
  });
});

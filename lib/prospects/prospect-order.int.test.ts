import { beforeAll, describe, expect, it } from "vitest";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { listProspects } from "./list-prospects.ts";
import type { ProspectFilter } from "./prospect-filter.ts";
import type { ProspectSort } from "./types.ts";

const ctx = createTestContext();
const add = (tenant: string, company: string, outreach: object = {}) =>
  createTestProspect(ctx, tenant, outreach, { company });

describe("orders that an index gives", () => {
  const hour = (hours: number) => new Date(ctx.now().getTime() + hours * 3_600_000);
  const contacted = { status: "contacted", cycle: 0 };
  let own: string;

  beforeAll(async () => {
    own = await createTestTenant(ctx);
    for (const [company, sent, next] of [
      ["A", -30, 5],
      ["B", -20, 9],
      ["C", -20, 5],
      ["D", -10, 1],
    ] as const)
      await add(own, company, { status: "contacted", last_email_sent_at: hour(sent), next_send_at: hour(next) });
    await add(own, "Cold");
  });

  async function pagedThrough(tenantId: string, filter: ProspectFilter, sort: ProspectSort): Promise<string> {
    const seen: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await listProspects(ctx, { tenantId, filter, limit: 2, cursor, sort });
      seen.push(...page.items.map(({ company }) => company));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    return seen.join(" ");
  }

  it.each<[ProspectSort, ProspectFilter, string]>([
    ["-created", {}, "Cold D C B A"],
    ["created", {}, "A B C D Cold"],
    ["next_send", contacted, "D A C B"],
    ["last_sent", contacted, "A B C D"],
    ["-last_sent", contacted, "D C B A"],
  ])("%s, whole and page by page", async (sort, filter, expected) => {
    expect(await pagedThrough(own, filter, sort)).toBe(expected);
  });

  describe("across statuses, cycles and bands", () => {
    let mixed: string;
    const none = { next_send_at: null };

    beforeAll(async () => {
      mixed = await createTestTenant(ctx);
      await add(mixed, "Won", { ...none, status: "won", last_email_sent_at: hour(-7) });
      await add(mixed, "Follow", { status: "contacted", last_email_sent_at: hour(-5), next_send_at: hour(3) });
      await add(mixed, "Later", {
        status: "contacted",
        re_contact_cycle: 2,
        last_email_sent_at: hour(-9),
        next_send_at: hour(3),
      });
      await add(mixed, "Held", { ...none, status: "contacted", hold_reason: "cooldown", last_email_sent_at: hour(-6) });
      await add(mixed, "Fresh", { send_band: 9, next_send_at: hour(1) });
      await add(mixed, "Again", {
        re_contact_cycle: 12,
        last_email_sent_at: hour(-8),
        send_band: 0,
        next_send_at: hour(2),
      });
      await add(mixed, "Soon", { send_band: 3, next_send_at: hour(-1) });
      await add(mixed, "Urgent", { send_band: -996, next_send_at: hour(2.5) });
      await add(mixed, "Last", { send_band: 1009, next_send_at: hour(0) });
      const other = await createTestTenant(ctx);
      await add(other, "Of another tenant", {
        status: "contacted",
        last_email_sent_at: hour(-1),
        next_send_at: hour(-9),
      });
    });

    it.each<[ProspectSort, ProspectFilter, string]>([
      ["next_send", {}, "Soon Last Fresh Again Urgent Follow Later"],
      ["next_send", { status: "cold" }, "Soon Last Fresh Again Urgent"],
      ["next_send", { cycle: 2 }, "Later"],
      ["next_send", { q: "again" }, "Again"],
      ["next_send", { q: "oo" }, "Soon"],
      ["-last_sent", {}, "Follow Held Won Again Later"],
      ["last_sent", {}, "Later Again Won Held Follow"],
      ["last_sent", { status: "contacted" }, "Later Held Follow"],
      ["-last_sent", { cycle: 0 }, "Follow Held Won"],
      ["-last_sent", { q: "later" }, "Later"],
      ["-last_sent", { hold_reason: "cooldown" }, "Held"],
      ["last_sent", { cooldown: "running" }, "Later Held Follow"],
    ])("%s under %j", async (sort, filter, expected) => {
      expect(await pagedThrough(mixed, filter, sort)).toBe(expected);
    });
  });

  it.each<[ProspectSort, ProspectFilter]>([
    ["next_send", { status: "won" }],
    ["next_send", { hold_reason: "cooldown" }],
    ["next_send", { status: "contacted", hold_reason: "cooldown" }],
  ])("%s under %j would read everything to find nobody: it is refused", async (sort, filter) => {
    const asked = { tenantId: own, filter, limit: 2, cursor: undefined, sort };
    await expect(listProspects(ctx, asked)).rejects.toMatchObject({ details: { errors: [{ field: "sort" }] } });
  });

  it("takes no cursor of another order", async () => {
    const page = await listProspects(ctx, { tenantId: own, filter: {}, limit: 1, cursor: undefined });
    const asked = {
      tenantId: own,
      filter: contacted,
      limit: 1,
      cursor: page.next_cursor ?? "",
      sort: "next_send",
    } as const;
    await expect(listProspects(ctx, asked)).rejects.toMatchObject({ details: { errors: [{ field: "cursor" }] } });
  });
});

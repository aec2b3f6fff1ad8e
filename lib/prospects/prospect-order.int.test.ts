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

  it.each<[ProspectSort, ProspectFilter, string]>([
    ["-created", {}, "Cold D C B A"],
    ["created", {}, "A B C D Cold"],
    ["next_send", contacted, "D A C B"],
    ["last_sent", contacted, "A B C D"],
    ["-last_sent", contacted, "D C B A"],
  ])("%s, whole and page by page", async (sort, filter, expected) => {
    const seen: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await listProspects(ctx, { tenantId: own, filter, limit: 2, cursor, sort });
      seen.push(...page.items.map(({ company }) => company));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen.join(" ")).toBe(expected);
  });

  it.each<[ProspectSort, ProspectFilter]>([
    ["next_send", {}],
    ["next_send", { status: "cold" }],
    ["last_sent", { status: "contacted" }],
    ["-last_sent", { cycle: 0 }],
  ])("%s under %j would read everything: it is refused", async (sort, filter) => {
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

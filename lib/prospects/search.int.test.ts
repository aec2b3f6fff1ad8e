import { beforeAll, describe, expect, it } from "vitest";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { countProspects, listProspects } from "./list-prospects.ts";
import type { ProspectFilter } from "./prospect-filter.ts";
import { narrowSearch } from "./repo-search.ts";

const ctx = createTestContext();
let tenantId: string;
let neighbourId: string;

const people = [
  { name: "Ann O'Hara", company: "Smith & Sons Heating", email: "ann.ohara@smith-heating.test" },
  { name: "Bob Żółw", company: "100% Solar_Works", email: "BOB@solarworks.test" },
  { name: null, company: "Back\\slash Ltd", email: null },
  { name: "Cleo", company: null, email: "cleo@100x-solarworks.test" },
];

beforeAll(async () => {
  [tenantId, neighbourId] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  for (const id of [tenantId, neighbourId]) {
    await ctx.forTenant(id, async (tx) => {
      for (const person of people) {
        const data = { ...person, tenant_id: id, email_key: person.email?.toLowerCase() ?? null };
        await tx.prospect.create({
          data: { ...data, outreach: { create: { tenant_id: id, next_send_at: ctx.now() } } },
        });
      }
    });
  }
});

async function found(q: string, filter: ProspectFilter = {}): Promise<(string | null)[]> {
  const page = await listProspects(ctx, { tenantId, filter: { ...filter, q }, limit: 50, cursor: undefined });
  const { count } = await countProspects(ctx, { tenantId, filter: { ...filter, q } });
  expect(count).toBe(page.items.length);
  return page.items.map((item) => item.name ?? item.company);
}

describe("a search for part of a name, a company or an address", () => {
  it.each([
    ["smith-heat", ["Ann O'Hara"]],
    ["SMITH", ["Ann O'Hara"]],
    ["o'hara", ["Ann O'Hara"]],
    ["bob@SOLAR", ["Bob Żółw"]],
    ["solarworks.test", ["Cleo", "Bob Żółw"]],
    ["100%", ["Bob Żółw"]],
    ["solar_works", ["Bob Żółw"]],
    ["k\\slash", ["Back\\slash Ltd"]],
    ["żółw", ["Bob Żółw"]],
    ["żó", ["Bob Żółw"]],
    ["& s", ["Ann O'Hara"]],
    ["an", ["Ann O'Hara"]],
    ["nobody at all", []],
  ])("finds %s", async (q, names) => {
    expect(await found(q)).toEqual(names);
  });

  it("does not run on from one into the next", async () => {
    expect(await found("test smith")).toEqual([]);
    expect(await found("heating ann")).toEqual([]);
  });

  it("goes with other filters", async () => {
    expect(await found("solarworks", { status: "cold" })).toEqual(["Cleo", "Bob Żółw"]);
    expect(await found("solarworks", { status: "replied" })).toEqual([]);
  });
});

describe("the index behind it", () => {
  it("is asked for words that it knows, and for no others", async () => {
    const among = (q: string) =>
      ctx.forTenant(tenantId, async (tx) => (await narrowSearch(tx, tenantId, { q })).among?.length);
    expect([await among("solarworks"), await among("test smith"), await among("nobody at all")]).toEqual([2, 1, 0]);
    expect([await among("żó"), await among("& s"), await among("an")]).toEqual([undefined, undefined, undefined]);
  });

  it("finds nobody of another tenant, and nobody at all without one", async () => {
    const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
    const search = (id: string) =>
      ctx.forTenant(id, (tx) => tx.$queryRaw<{ id: string }[]>`SELECT search_prospects('%solarworks%', 10) AS id`);
    const [mine, theirs] = [ids(await search(tenantId)), ids(await search(neighbourId))];
    expect([mine.length, theirs.length, new Set([...mine, ...theirs]).size]).toEqual([2, 2, 4]);
    expect(await search(crypto.randomUUID())).toEqual([]);
    const bySystem = ctx.acrossTenants((tx) => tx.$queryRaw`SELECT search_prospects('%solarworks%', 10)::text`);
    await expect(bySystem).rejects.toThrow();
  });
});

import { expect, it } from "vitest";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { countProspects, listProspects } from "./list-prospects.ts";
import type { ProspectFilter } from "./prospect-filter.ts";
import type { ProspectSort } from "./types.ts";

const ctx = createTestContext();
const later = new Date("2026-06-11T16:00:00Z");

/** Somebody whom planning put off for this reason when it looked last. */
const put = (tenantId: string, company: string, reason: string, next: object = { next_send_at: later }) =>
  createTestProspect(
    ctx,
    tenantId,
    { status: "contacted", last_decision: { kind: "none", reason, retry_at: null, passed_over: [] }, ...next },
    { company },
  );

/** Everybody who fits, page by page of one. */
async function listed(tenantId: string, filter: ProspectFilter, sort: ProspectSort = "-created") {
  const found: (string | null)[] = [];
  let cursor: string | undefined;
  do {
    const page = await listProspects(ctx, { tenantId, filter, sort, limit: 1, cursor });
    found.push(...page.items.map(({ company }) => company));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return found;
}

it("finds whom planning passed over by the reason of their last decision, while they are to be looked at again", async () => {
  const tenantId = await createTestTenant(ctx);
  await put(tenantId, "Paused one", "mailbox_paused");
  await put(tenantId, "Paused two", "mailbox_paused", { next_send_at: ctx.now() });
  await put(tenantId, "Capped", "mailbox_cap");
  await put(tenantId, "Held since", "mailbox_paused", { next_send_at: null, hold_reason: "campaign_paused" });
  await createTestProspect(ctx, tenantId, { status: "contacted", next_send_at: later }, { company: "Not passed over" });
  await put(await createTestTenant(ctx), "Paused elsewhere", "mailbox_paused");
  const filter = { passed_over_for: "mailbox_paused" };
  expect(await listed(tenantId, filter)).toEqual(["Paused two", "Paused one"]);
  expect(await listed(tenantId, filter, "next_send")).toEqual(["Paused two", "Paused one"]);
  expect(await listed(tenantId, { ...filter, status: "contacted", q: "one" })).toEqual(["Paused one"]);
  expect(await listed(tenantId, { passed_over_for: "domain_cap" })).toEqual([]);
  expect(await countProspects(ctx, { tenantId, filter })).toEqual({ count: 2, at_least: false });
});

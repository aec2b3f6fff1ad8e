import { afterEach, expect, it, vi } from "vitest";
import { bulkBody, bulkPreviewBody } from "./contract-bulk.ts";
import { type BulkWhich, bulkPreviewQuery, changeTogether } from "./queries-bulk.ts";

afterEach(() => vi.unstubAllGlobals());

const id = "0196f0c0-0000-7000-8000-000000000001";
const none = { q: null, hold_reason: null, passed_over_for: null, campaign_id: null, owner_id: null, cycle: null };
const filter = { ...none, status: "cold", step: "0", state_code: "TX", trade_type: null, cooldown: null };

function sentTo() {
  const sent: { path: string; body: unknown; key: unknown }[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    sent.push({ path, body: JSON.parse(String(init.body)), key: headers["idempotency-key"] });
    return Response.json({});
  });
  return sent;
}

it.each<[string, BulkWhich, object]>([
  ["ids", { ids: [id] }, { ids: [id] }],
  ["all that fit", { filter }, { filter: { status: "cold", step: 0, state_code: "TX" } }],
])("asks what a change would do to %s as the contract has them", async (_name, which, expected) => {
  const sent = sentTo();
  await bulkPreviewQuery(which, { action: "stop" }).queryFn({ signal: new AbortController().signal });
  expect(sent).toEqual([
    { path: "/api/prospects/bulk/preview", body: { action: "stop", ...expected }, key: undefined },
  ]);
  expect(bulkPreviewBody.safeParse(sent[0]?.body).success).toBe(true);
});

it("changes those that are named, under a key", async () => {
  const sent = sentTo();
  await changeTogether({ action: "stop", reason: "why", ids: [id] }, "k1");
  expect(sent).toEqual([
    { path: "/api/prospects/bulk", body: { action: "stop", reason: "why", ids: [id] }, key: "k1" },
  ]);
  expect(bulkBody.safeParse(sent[0]?.body).success).toBe(true);
});

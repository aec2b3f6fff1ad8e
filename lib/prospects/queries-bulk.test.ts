import { afterEach, expect, it, vi } from "vitest";
import { bulkBody } from "./contract-bulk.ts";
import { changeTogether } from "./queries-bulk.ts";

afterEach(() => vi.unstubAllGlobals());

const id = "0196f0c0-0000-7000-8000-000000000001";
const none = { q: null, hold_reason: null, passed_over_for: null, campaign_id: null, owner_id: null, cycle: null };
const filter = { ...none, status: "cold", step: "0", state_code: "TX", trade_type: null, cooldown: null };

it.each<[string, Parameters<typeof changeTogether>[0], object]>([
  ["ids", { ids: [id] }, { ids: [id] }],
  [
    "all that fit",
    { filter, expected_count: 7 },
    { filter: { status: "cold", step: 0, state_code: "TX" }, expected_count: 7 },
  ],
])("sends %s as the contract has them", async (_name, which, expected) => {
  const sent: { body: unknown; key: unknown }[] = [];
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    sent.push({ body: JSON.parse(String(init.body)), key: headers["idempotency-key"] });
    return Response.json({ done: 1, refused: 0, not_found: 0, results: [] });
  });
  await changeTogether(which, { action: "stop", reason: "why" }, "k1");
  expect(sent).toEqual([{ body: { action: "stop", reason: "why", ...expected }, key: "k1" }]);
  expect(bulkBody.safeParse(sent[0]?.body).success).toBe(true);
});

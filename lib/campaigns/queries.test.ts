import { afterEach, describe, expect, it, vi } from "vitest";
import { type CampaignView, campaignListQuery } from "./contract.ts";
import { cadenceQuery as cadenceShape } from "./contract-cadence.ts";
import {
  cadenceQuery,
  campaignQuery,
  campaignResultsQuery,
  campaignsQuery,
  createCampaign,
  moveCampaign,
  targetsQuery,
  updateCampaign,
} from "./queries.ts";

afterEach(() => vi.unstubAllGlobals());

const { signal } = new AbortController();
const targets = { target_trades: ["hvac"], target_locations: [] };

async function asked(ask: () => Promise<unknown>) {
  const spy = vi.fn(async (_path: string, _init: RequestInit = {}) => Response.json({}));
  vi.stubGlobal("fetch", spy);
  await ask();
  const [path = "", init] = spy.mock.calls[0] ?? [];
  return { path, method: init?.method ?? "GET", body: init?.body ? JSON.parse(String(init.body)) : undefined, init };
}

describe("lists", () => {
  it.each([
    [{ q: null, status: null, archived: false }, null, "/api/campaigns?archived=false&limit=50"],
    [
      { q: "a&b", status: "paused", archived: null },
      "c+1",
      "/api/campaigns?q=a%26b&status=paused&cursor=c%2B1&limit=50",
    ],
  ])("%j", async (filter, cursor, path) => {
    expect(await asked(() => campaignsQuery(filter, cursor).queryFn({ signal }))).toMatchObject({ path });
    const query = Object.fromEntries(new URL(path, "http://console.test").searchParams);
    expect(campaignListQuery.safeParse(query).success).toBe(true);
  });
});

describe("the cadence", () => {
  it.each([
    [null, "/api/campaigns/cadence", undefined],
    [[""], "/api/campaigns/cadence?delays=%2C", [null]],
    [["", "72"], "/api/campaigns/cadence?delays=%2C%2C72", [null, 72]],
  ])("of the delays %j arrives as it was meant", async (delays, path, read) => {
    expect(await asked(() => cadenceQuery(delays).queryFn({ signal }))).toMatchObject({ path });
    const query = Object.fromEntries(new URL(path, "http://console.test").searchParams);
    expect(cadenceShape.parse(query).delays).toEqual(read);
  });

  it.each(["72", ",x", ",1,2,3,4,5,6", ",12345"])("is refused for %j", (delays) =>
    expect(cadenceShape.safeParse({ delays }).success).toBe(false),
  );
});

const campaign = { id: "c1", version: 3 } as CampaignView;

it.each([
  [
    "reads what came of one",
    () => campaignResultsQuery("c/1").queryFn({ signal }),
    { method: "GET", path: "/api/campaigns/c%2F1/results" },
  ],
  ["reads one", () => campaignQuery("c/1").queryFn({ signal }), { method: "GET", path: "/api/campaigns/c%2F1" }],
  [
    "counts targets that are not saved",
    () => targetsQuery(targets).queryFn({ signal }),
    { method: "POST", path: "/api/campaigns/targets", body: targets },
  ],
  [
    "changes one",
    () => updateCampaign("c1", { version: 3, name: "n" }),
    { method: "PATCH", path: "/api/campaigns/c1", body: { version: 3, name: "n" } },
  ],
  [
    "moves one",
    () => moveCampaign(campaign, "paused"),
    { method: "POST", path: "/api/campaigns/c1/status", body: { version: 3, status: "paused" } },
  ],
])("%s", async (_name, ask, expected) => expect(await asked(ask)).toMatchObject(expected));

it("makes one, at most once for a key", async () => {
  const body = { name: "n", target_trades: [], target_locations: [], daily_limit: null, steps: [] };
  const { init, ...request } = await asked(() => createCampaign(body, "k1"));
  expect(request).toEqual({ method: "POST", path: "/api/campaigns", body });
  expect(init?.headers).toMatchObject({ "idempotency-key": "k1" });
});

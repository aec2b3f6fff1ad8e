import { afterEach, expect, it, vi } from "vitest";
import { forecastQuery } from "./contract.ts";
import { recontactForecastQuery, recontactPeopleQuery, recontactQuery } from "./queries.ts";

afterEach(() => vi.unstubAllGlobals());

const { signal } = new AbortController();

async function askedBy(ask: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return Response.json({});
  });
  await ask();
  return asked;
}

it.each([
  ["the figures", () => recontactQuery.queryFn({ signal }), "/api/recontact"],
  [
    "who is next",
    () => recontactPeopleQuery("next", null).queryFn({ signal }),
    "/api/recontact/prospects?group=next&limit=10",
  ],
  [
    "a further page of a reason",
    () => recontactPeopleQuery("replied", "abc").queryFn({ signal }),
    "/api/recontact/prospects?group=replied&cursor=abc&limit=10",
  ],
])("asks for %s", async (_name, ask, path) => expect(await askedBy(ask)).toEqual([path]));

it.each([
  [{}, {}],
  [{ recontact_enabled: false }, { recontact_enabled: false }],
  [
    { recontact_cooldown_days: 60, max_recontact_cycles: 0 },
    { recontact_cooldown_days: 60, max_recontact_cycles: 0 },
  ],
  [{ recontact_daily_release: null }, { recontact_daily_release: null }],
  [{ recontact_daily_release: 0 }, { recontact_daily_release: 0 }],
])("%j arrives at the server as it was meant", async (change, parsed) => {
  const [path = ""] = await askedBy(() => recontactForecastQuery(change).queryFn({ signal }));
  const search = new URL(path, "http://console.test").searchParams;
  expect(forecastQuery.parse(Object.fromEntries(search))).toEqual(parsed);
});

it.each([
  [{ recontact_cooldown_days: "13" }, "recontact_cooldown_days", "must be from 14 to 730"],
  [{ recontact_cooldown_days: "x" }, "recontact_cooldown_days", "must be a number"],
  [{ recontact_daily_release: "-1" }, "recontact_daily_release", "must be from 0 to 100000"],
  [{ recontact_share: "1" }, "", 'Unrecognized key: "recontact_share"'],
])("%j is refused with what is right", (query, field, message) => {
  const issue = forecastQuery.safeParse(query).error?.issues[0];
  expect([issue?.path.join("."), issue?.message]).toEqual([field, message]);
});

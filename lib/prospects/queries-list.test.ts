import { afterEach, expect, it, vi } from "vitest";
import {
  addNote,
  assignOwner,
  deleteNote,
  markReplied,
  notesQuery,
  ownersQuery,
  returnProspect,
  stopProspect,
  suppressProspect,
  undoChange,
  verifyProspect,
} from "./queries-change.ts";
import { campaignChoicesQuery, prospectCountQuery, prospectExportUrl, prospectsQuery } from "./queries-list.ts";

afterEach(() => vi.unstubAllGlobals());

type Asked = { method: string; path: string; body: unknown; key: unknown };

/** Answers every request with an empty page and keeps what was asked. */
function serve(): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    const body = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const key = (init.headers as Record<string, string>)["idempotency-key"];
    asked.push({ method: init.method ?? "GET", path, body, key });
    return Response.json({ items: [], next_cursor: null });
  });
  return asked;
}

const { signal } = new AbortController();
const nothing = {
  q: null,
  status: null,
  hold_reason: null,
  passed_over_for: null,
  campaign_id: null,
  owner_id: null,
  step: null,
  cycle: null,
  state_code: null,
  trade_type: null,
  cooldown: null,
};

it.each([
  ["a first page", () => prospectsQuery(nothing, "-created", null).queryFn({ signal }), "?sort=-created&limit=50"],
  [
    "a page of some",
    () => prospectsQuery({ ...nothing, q: "a&b", step: "0" }, "created", "c+1").queryFn({ signal }),
    "?q=a%26b&step=0&sort=created&cursor=c%2B1&limit=50",
  ],
  ["a count", () => prospectCountQuery({ ...nothing, cooldown: "over" }).queryFn({ signal }), "/count?cooldown=over"],
  ["owners", () => ownersQuery.queryFn({ signal }), "/owners?limit=200"],
  ["notes", () => notesQuery("p/1").queryFn({ signal }), "/p%2F1/notes?limit=100"],
])("asks for %s", async (_name, ask, path) => {
  const asked = serve();
  await ask();
  expect(asked).toEqual([{ method: "GET", path: `/api/prospects${path}`, body: undefined, key: undefined }]);
});

it.each<[string, () => Promise<unknown>, string, string, unknown]>([
  ["stop", () => stopProspect("p1"), "POST", "/stop", undefined],
  ["undo", () => undoChange("p1"), "POST", "/undo", undefined],
  ["return", () => returnProspect("p1", "slip"), "POST", "/return", { reason: "slip" }],
  ["verify", () => verifyProspect("p1"), "POST", "/verify", undefined],
  ["reply", () => markReplied("p1", "lost", ""), "POST", "/replied", { outcome: "lost" }],
  [
    "reply, known how",
    () => markReplied("p1", "lost", "call"),
    "POST",
    "/replied",
    { outcome: "lost", reason: "call" },
  ],
  ["suppress", () => suppressProspect("p1", ""), "POST", "/suppress", {}],
  ["suppress, with a reason", () => suppressProspect("p1", "asked"), "POST", "/suppress", { reason: "asked" }],
  [
    "owner",
    () => assignOwner("p1", { to: null, from: "m1" }),
    "PATCH",
    "",
    { owner_id: null, base: { owner_id: "m1" } },
  ],
  ["no note more", () => deleteNote("p1", "n1"), "DELETE", "/notes/n1", undefined],
])("sends %s", async (_name, send, method, path, body) => {
  const asked = serve();
  await send();
  expect(asked).toMatchObject([{ method, path: `/api/prospects/p1${path}`, body }]);
});

it("a note tried again is the same note", async () => {
  const asked = serve();
  await addNote("p1", "hello", "k1");
  expect(asked).toMatchObject([{ body: { text: "hello" }, key: "k1" }]);
});

it("keeps answers to other questions apart", () => {
  const keys = [
    prospectsQuery(nothing, "-created", null),
    prospectsQuery(nothing, "-created", "c1"),
    prospectsQuery(nothing, "created", null),
    prospectsQuery({ ...nothing, q: "air" }, "-created", null),
    prospectCountQuery(nothing),
    prospectCountQuery({ ...nothing, q: "air" }),
    notesQuery("p1"),
    ownersQuery,
    campaignChoicesQuery,
  ].map(({ queryKey }) => JSON.stringify(queryKey));
  expect(new Set(keys).size).toBe(keys.length);
});

it("exports what the list shows", () => {
  expect(prospectExportUrl({ ...nothing, state_code: "TX" })).toBe("/api/prospects/export?state_code=TX");
});

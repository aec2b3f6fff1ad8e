import { afterEach, expect, it, vi } from "vitest";
import { type TemplateView, templateListQuery } from "./contract.ts";
import {
  allTemplatesQuery,
  archiveTemplate,
  createTemplate,
  previewQuery,
  sendTestMessage,
  templateQuery,
  templateResultsQuery,
  templatesQuery,
  updateTemplate,
} from "./queries.ts";

afterEach(() => vi.unstubAllGlobals());

const { signal } = new AbortController();
const body = { name: "n", subject: "s", body: "b" };

const text = { subject: "s", body: "b" };

async function asked(ask: () => Promise<unknown>) {
  const spy = vi.fn(async (_path: string, _init: RequestInit = {}) => Response.json({ items: [], next_cursor: null }));
  vi.stubGlobal("fetch", spy);
  await ask();
  const [path = "", init] = spy.mock.calls[0] ?? [];
  const sent = init?.body ? JSON.parse(String(init.body)) : undefined;
  return { path, method: init?.method ?? "GET", body: sent, headers: init?.headers };
}

it.each([
  [null, null, "/api/templates?limit=50"],
  [false, "c+1", "/api/templates?archived=false&cursor=c%2B1&limit=50"],
  [true, null, "/api/templates?archived=true&limit=50"],
])("lists archived %s from %s on", async (archived, cursor, path) => {
  expect(await asked(() => templatesQuery(archived, cursor).queryFn({ signal }))).toMatchObject({ path });
  const query = Object.fromEntries(new URL(path, "http://console.test").searchParams);
  expect(templateListQuery.safeParse(query).success).toBe(true);
});

it.each([
  ["every one", () => allTemplatesQuery.queryFn({ signal }), { path: "/api/templates?results=false&limit=200" }],
  ["what came of one", () => templateResultsQuery("t/1").queryFn({ signal }), { path: "/api/templates/t%2F1/results" }],
  ["one", () => templateQuery("t/1").queryFn({ signal }), { path: "/api/templates/t%2F1" }],
  [
    "a new one, once for a key",
    () => createTemplate(body, "k1"),
    { method: "POST", path: "/api/templates", body, headers: { "idempotency-key": "k1" } },
  ],
  [
    "a change",
    () => updateTemplate("t1", { version: 2, subject: "s" }),
    { method: "PATCH", path: "/api/templates/t1", body: { version: 2, subject: "s" } },
  ],
  [
    "a preview",
    () => previewQuery({ ...text, step: 1, cycles: [0], limit: 5 }).queryFn({ signal }),
    { method: "POST", path: "/api/templates/preview", body: { ...text, step: 1, cycles: [0], limit: 5 } },
  ],
  [
    "a test message, once for a key",
    () => sendTestMessage({ ...text, step: 1, cycle: 0, prospect_id: "p", mailbox_id: "m" }, "k2"),
    { method: "POST", path: "/api/templates/test-message", headers: { "idempotency-key": "k2" } },
  ],
  [
    "an end",
    () => archiveTemplate({ id: "t1", version: 2 } as TemplateView),
    { method: "POST", path: "/api/templates/t1/archive", body: { version: 2 } },
  ],
])("asks for %s", async (_name, ask, expected) => expect(await asked(ask)).toMatchObject(expected));

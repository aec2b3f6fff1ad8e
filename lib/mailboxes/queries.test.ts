import { afterEach, expect, it, vi } from "vitest";
import type { DomainView } from "./contract-domain.ts";
import {
  archivedDomainsQuery,
  archivedMailboxesQuery,
  archivePlace,
  changeMailboxes,
  changeWarmUp,
  checkConnection,
  checkMailbox,
  connectionsQuery,
  createConnection,
  createDomain,
  createMailbox,
  domainsQuery,
  mailboxesQuery,
  pausePlace,
  resumePlace,
  updateConnection,
  updateMailbox,
} from "./queries.ts";

afterEach(() => vi.unstubAllGlobals());

type Asked = { method: string; path: string; body: unknown; hasKey: boolean };

/** Answers every request with an empty page and keeps what was asked. */
function serve(): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    const body = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const hasKey = new Headers(init.headers).has("idempotency-key");
    asked.push({ method: init.method ?? "GET", path, body, hasKey });
    return Response.json({ items: [], next_cursor: null });
  });
  return asked;
}

const mailbox = {
  from_email: "ann@mail.test",
  from_name: "Ann",
  sender_name: "Ann",
  reply_to_email: null,
  daily_limit: 40,
  is_active: true,
  open_tracking: true,
  click_tracking: true,
  provider_connection_id: "c1",
};
const simulator = { kind: "simulator", name: "Sim", event_source: "sendgrid", settings: {} } as const;
const { signal } = new AbortController();

it.each([
  ["domains", () => domainsQuery.queryFn({ signal }), "GET /api/domains?limit=200", undefined, false],
  ["mailboxes", () => mailboxesQuery.queryFn({ signal }), "GET /api/mailboxes/bulk", undefined, false],
  ["connections", () => connectionsQuery.queryFn({ signal }), "GET /api/connections?limit=200", undefined, false],
  ["a pause", () => pausePlace("domains", "d1"), "POST /api/domains/d1/pause", {}, false],
  [
    "a resume",
    () => resumePlace("mailboxes", "m1", "mended"),
    "POST /api/mailboxes/m1/resume",
    { reason: "mended" },
    false,
  ],
  [
    "an archiving",
    () => archivePlace("connections", "c1", 4),
    "POST /api/connections/c1/archive",
    { version: 4 },
    false,
  ],
  [
    "a new warm-up",
    () => changeWarmUp({ id: "d1", version: 2 } as DomainView, null),
    "PATCH /api/domains/d1",
    { version: 2, warmup_started_at: null },
    false,
  ],
  [
    "the archived domains",
    () => archivedDomainsQuery("", null).queryFn({ signal }),
    "GET /api/domains?archived=true",
    undefined,
    false,
  ],
  [
    "the archived mailboxes",
    () => archivedMailboxesQuery("ann", "c2").queryFn({ signal }),
    "GET /api/mailboxes?archived=true&q=ann&cursor=c2",
    undefined,
    false,
  ],
  ["a new domain", () => createDomain("a.test"), "POST /api/domains", { domain: "a.test" }, true],
  ["a new mailbox", () => createMailbox(mailbox), "POST /api/mailboxes", mailbox, true],
  ["a new connection", () => createConnection(simulator), "POST /api/connections", simulator, true],
  ["a mailbox's change", () => updateMailbox("m1", { version: 3 }), "PATCH /api/mailboxes/m1", { version: 3 }, false],
  [
    "a connection's change",
    () => updateConnection("c1", { version: 2 }),
    "PATCH /api/connections/c1",
    { version: 2 },
    false,
  ],
  [
    "a change of many",
    () => changeMailboxes({ action: "pause", ids: ["m1"], reason: "why" }, "k1"),
    "POST /api/mailboxes/bulk",
    { action: "pause", ids: ["m1"], reason: "why" },
    true,
  ],
  [
    "a mailbox's check",
    () => checkMailbox({ from_email: "a@a.test", provider_connection_id: "c1" }),
    "POST /api/mailboxes/check",
    { from_email: "a@a.test", provider_connection_id: "c1" },
    false,
  ],
  ["a check", () => checkConnection("c1"), "POST /api/connections/c1/check", {}, false],
])("asks for %s once, with a key of its own where it creates", async (_name, ask, request, body, hasKey) => {
  const asked = serve();
  await ask();
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([request]);
  expect(asked[0]).toMatchObject({ hasKey, ...(body && { body }) });
});

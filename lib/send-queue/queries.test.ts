import { afterEach, expect, it, vi } from "vitest";
import { settleBody } from "#lib/sending/contract.ts";
import { sendListQuery } from "./contract.ts";
import { sendSummaryQuery, sendsQuery, settleSend } from "./queries.ts";

afterEach(() => vi.unstubAllGlobals());

const { signal } = new AbortController();
const none = { status: null, domain_id: null, mailbox_id: null, step: null };
const id = "0190a0a0-0000-7000-8000-000000000001";

async function askedBy(ask: () => Promise<unknown>): Promise<string> {
  let asked = "";
  vi.stubGlobal("fetch", async (path: string) => {
    asked = path;
    return Response.json({});
  });
  await ask();
  return asked;
}

it.each([
  [none, null, "/api/sends?limit=50"],
  [{ ...none, status: "open", step: "2" }, "abc", "/api/sends?status=open&step=2&cursor=abc&limit=50"],
  [{ ...none, domain_id: id, mailbox_id: id }, null, `/api/sends?domain_id=${id}&mailbox_id=${id}&limit=50`],
])("asks for what %j says, in words the server takes", async (filter, cursor, path) => {
  expect(await askedBy(() => sendsQuery(filter, cursor).queryFn({ signal }))).toBe(path);
  const query = Object.fromEntries(new URL(path, "http://console.test").searchParams);
  expect(sendListQuery.safeParse(query).success).toBe(true);
});

it("asks for the summary", async () =>
  expect(await askedBy(() => sendSummaryQuery.queryFn({ signal }))).toBe("/api/sends/summary"));

it.each([
  [{ step: "7" }, "step"],
  [{ step: "x" }, "step"],
  [{ status: "late" }, "status"],
  [{ mailbox_id: "x" }, "mailbox_id"],
  [{ mailbox: id }, ""],
])("%j is refused", (query, field) =>
  expect(sendListQuery.safeParse(query).error?.issues[0]?.path.join(".")).toBe(field),
);

it("settles a message with what a person found out", async () => {
  const asked: [string, RequestInit | undefined][] = [];
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    asked.push([path, init]);
    return Response.json({ status: "cancelled" });
  });
  expect(await settleSend(id, "not_sent", "the provider has no trace of it")).toEqual({ status: "cancelled" });
  expect(asked.map(([path, init]) => [path, init?.method])).toEqual([[`/api/sends/${id}/settle`, "POST"]]);
  const body = { as: "not_sent", reason: "the provider has no trace of it" };
  expect(settleBody.parse(JSON.parse(String(asked[0]?.[1]?.body)))).toEqual(body);
});

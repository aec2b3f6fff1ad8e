import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NextHandler } from "#lib/http/next-handler.ts";
import { encodeCursor } from "#lib/http/paging.ts";
import { callRoute, type TestCall } from "#lib/testing/access.ts";
import * as apiKeys from "./api-keys/route.ts";
import { createApiWorld } from "./api-world.ts";
import * as audit from "./audit/route.ts";
import * as config from "./config/route.ts";
import * as connectionPause from "./connections/[id]/pause/route.ts";
import * as connections from "./connections/route.ts";
import * as domains from "./domains/route.ts";
import * as runs from "./jobs/runs/route.ts";
import * as mailbox from "./mailboxes/[id]/route.ts";
import * as mailboxes from "./mailboxes/route.ts";
import * as prospectCount from "./prospects/count/route.ts";
import * as imports from "./prospects/imports/route.ts";
import * as prospects from "./prospects/route.ts";
import * as suppressions from "./suppressions/route.ts";
import * as templates from "./templates/route.ts";

const { newTenant } = createApiWorld();
const { keys, ids } = await newTenant();

/** Text that no column can hold, that means something to SQL or to numbers, and any other. */
const oddText = fc.oneof(
  fc.constantFrom("\0", "a\0b", "\ud800", "a\udc00b", "\u202e", "%", "_", "\\", "'; --", "null", "NaN", "1e400", "-0"),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);

/** Taken, or refused with a code that names the fault: never `internal`, never an answer without one. */
async function expectAnAnswer(handler: NextHandler, call: TestCall): Promise<void> {
  const { status, json } = await callRoute(handler, { key: keys.owner, ...call });
  expect(status, `${JSON.stringify(call)} → ${JSON.stringify(json)}`).toBeLessThan(500);
  if (status >= 400) expect(json.code, JSON.stringify(call)).toMatch(/^[a-z_]+$/);
}

describe("a query is answered or refused by name, whatever stands in it", () => {
  const place = ["q", "archived", "sending_domain_id"];
  const lists: { name: string; handler: NextHandler; parameters: string[] }[] = [
    { name: "prospects", handler: prospects.GET, parameters: ["q", "status", "hold_reason", "campaign_id"] },
    { name: "the count of prospects", handler: prospectCount.GET, parameters: ["q", "hold_reason"] },
    { name: "suppressions", handler: suppressions.GET, parameters: ["q", "kind", "reason"] },
    { name: "the audit log", handler: audit.GET, parameters: ["target_kind", "target_id", "action"] },
    { name: "mailboxes", handler: mailboxes.GET, parameters: place },
    { name: "domains", handler: domains.GET, parameters: place },
    { name: "connections", handler: connections.GET, parameters: place },
    { name: "job runs", handler: runs.GET, parameters: ["function_id", "status"] },
    { name: "imports", handler: imports.GET, parameters: [] },
    { name: "API keys", handler: apiKeys.GET, parameters: [] },
    { name: "templates", handler: templates.GET, parameters: ["archived"] },
  ];

  it.each(lists)("the list of $name", async ({ handler, parameters }) => {
    const name = fc.constantFrom(...parameters, "limit", "cursor", "__proto__");
    const value = fc.oneof(
      oddText.map(encodeURIComponentAnyway),
      oddText.map((text) => encodeCursor([text])),
      fc.constantFrom("%", "%zz", "%00", "%ff", "%ed%a0%80", "1&limit=2", "x&q=y", "+", "aa=b", "1;2"),
    );
    await fc.assert(
      fc.asyncProperty(name, value, (key, text) => expectAnAnswer(handler, { path: `/api/list?${key}=${text}` })),
      { seed: 8, numRuns: 80 },
    );
  });
});

describe("a body is taken or refused by name, whatever text stands in it", () => {
  const post = (body: object): TestCall => ({ method: "POST", body });
  const cases: { name: string; handler: NextHandler; call: (text: string) => TestCall }[] = [
    {
      name: "settings",
      handler: config.PATCH,
      call: (text) => ({ method: "PATCH", body: { version: 1, company_address: text } }),
    },
    {
      name: "a suppression's value",
      handler: suppressions.POST,
      call: (value) => post({ kind: "email", value }),
    },
    {
      name: "a suppression's note",
      handler: suppressions.POST,
      call: (note) => post({ kind: "email", value: "a@acme.com", note }),
    },
    { name: "a key's name", handler: apiKeys.POST, call: (name) => post({ name, role: "viewer" }) },
    {
      name: "a template's name",
      handler: templates.POST,
      call: (name) => post({ name, subject: "Hi", body: "Hello" }),
    },
    { name: "a template's text", handler: templates.POST, call: (body) => post({ name: "odd", subject: "Hi", body }) },
    { name: "a domain", handler: domains.POST, call: (domain) => post({ domain }) },
    { name: "a connection's name", handler: connections.POST, call: (name) => post({ kind: "simulator", name }) },
    {
      name: "a mailbox's name",
      handler: mailbox.PATCH,
      call: (text) => ({ method: "PATCH", params: { id: ids.mailbox }, body: { version: 1, from_name: text } }),
    },
    {
      name: "why a connection is paused",
      handler: connectionPause.POST,
      call: (reason) => ({ ...post({ reason }), params: { id: ids.connection } }),
    },
  ];

  it.each(cases)("$name", async ({ handler, call }) => {
    const property = fc.asyncProperty(oddText, (text) => expectAnAnswer(handler, call(text)));
    await fc.assert(property, { seed: 8, numRuns: 40 });
  });
});

/** Percent-encoded; a half of a surrogate pair as the bytes that some programs make of it. */
function encodeURIComponentAnyway(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : "%ed%a0%80";
}

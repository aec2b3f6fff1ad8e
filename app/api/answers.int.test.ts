import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { auditPage } from "#lib/audit/contract.ts";
import { apiKeyPage, createdApiKeyView, meView } from "#lib/auth/contract.ts";
import type { NextHandler } from "#lib/http/next-handler.ts";
import { connectionPage, connectionView } from "#lib/mailboxes/contract-connection.ts";
import { domainPage, domainView } from "#lib/mailboxes/contract-domain.ts";
import { mailboxPage, mailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { settingsFields } from "#lib/settings/contract.ts";
import { callRoute } from "#lib/testing/access.ts";
import * as apiKeys from "./api-keys/route.ts";
import { createApiWorld } from "./api-world.ts";
import * as audit from "./audit/route.ts";
import * as config from "./config/route.ts";
import * as connectionPause from "./connections/[id]/pause/route.ts";
import * as connection from "./connections/[id]/route.ts";
import * as connections from "./connections/route.ts";
import * as domainPause from "./domains/[id]/pause/route.ts";
import * as domain from "./domains/[id]/route.ts";
import * as domains from "./domains/route.ts";
import * as mailboxPause from "./mailboxes/[id]/pause/route.ts";
import * as mailbox from "./mailboxes/[id]/route.ts";
import * as mailboxes from "./mailboxes/route.ts";
import * as me from "./me/route.ts";

const { newTenant } = createApiWorld();
const { keys, ids } = await newTenant();

/** What a route answers is what its contract says: no field is missing, none is extra. */
async function expectToFit(handler: NextHandler, shape: z.ZodType, call: Parameters<typeof callRoute>[1] = {}) {
  const { status, json } = await callRoute(handler, { key: keys.owner, ...call });
  expect(status, JSON.stringify(json)).toBeLessThan(300);
  expect(shape.parse(json)).toEqual(json);
  return json;
}

describe("answers fit their contracts", () => {
  it.each([
    ["domain", domain.GET, domainPause.POST, domainView, ids.domain],
    ["mailbox", mailbox.GET, mailboxPause.POST, mailboxView, ids.mailbox],
    ["connection", connection.GET, connectionPause.POST, connectionView, ids.connection],
  ])("one %s, healthy and paused", async (_name, read, pause, shape, id) => {
    expect(await expectToFit(read, shape, { params: { id } })).toMatchObject({ id, state: "healthy" });
    const paused = await expectToFit(pause, shape, { method: "POST", params: { id }, body: { reason: "a look" } });
    expect(paused).toMatchObject({ id, state: "paused", state_since: expect.any(String) });
  });

  it.each([
    ["domains", domains.GET, domainPage],
    ["mailboxes", mailboxes.GET, mailboxPage],
    ["connections", connections.GET, connectionPage],
    ["API keys", apiKeys.GET, apiKeyPage],
    ["the audit log", audit.GET, auditPage],
  ])("the list of %s", async (_name, list, shape) => {
    const page = await expectToFit(list, shape, { path: "/api/list?limit=1" });
    expect(page.items).toHaveLength(1);
  });

  it("the caller, a new key and the settings", async () => {
    await expectToFit(me.GET, meView);
    await expectToFit(apiKeys.POST, createdApiKeyView, { method: "POST", body: { name: "k", role: "viewer" } });
    const { version, updated_at, ...settings } = (await callRoute(config.GET, { key: keys.viewer })).json;
    expect(settingsFields.strict().parse(settings)).toEqual(settings);
    expect([version, typeof updated_at]).toEqual([1, "string"]);
  });
});

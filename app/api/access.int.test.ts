import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { NextHandler } from "#lib/http/route.ts";
import { type Role, roles } from "#lib/shared/actor.ts";
import { callRoute } from "#lib/testing/access.ts";
import * as apiKey from "./api-keys/[id]/route.ts";
import * as apiKeys from "./api-keys/route.ts";
import { createApiWorld } from "./api-world.ts";
import * as audit from "./audit/route.ts";
import * as config from "./config/route.ts";
import * as connectionArchive from "./connections/[id]/archive/route.ts";
import * as connectionCheck from "./connections/[id]/check/route.ts";
import * as connectionPause from "./connections/[id]/pause/route.ts";
import * as connectionResume from "./connections/[id]/resume/route.ts";
import * as connection from "./connections/[id]/route.ts";
import * as webhookKey from "./connections/[id]/webhook-keys/[key_id]/route.ts";
import * as webhookKeys from "./connections/[id]/webhook-keys/route.ts";
import * as connections from "./connections/route.ts";
import * as domainArchive from "./domains/[id]/archive/route.ts";
import * as domainPause from "./domains/[id]/pause/route.ts";
import * as domainResume from "./domains/[id]/resume/route.ts";
import * as domain from "./domains/[id]/route.ts";
import * as domains from "./domains/route.ts";
import * as mailboxArchive from "./mailboxes/[id]/archive/route.ts";
import * as mailboxPause from "./mailboxes/[id]/pause/route.ts";
import * as mailboxResume from "./mailboxes/[id]/resume/route.ts";
import * as mailbox from "./mailboxes/[id]/route.ts";
import * as mailboxes from "./mailboxes/route.ts";
import * as me from "./me/route.ts";

const { newTenant } = createApiWorld();

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Module = Record<Method, NextHandler>;
type Target = "domain" | "mailbox" | "connection" | "none";

const reason = { reason: "checked" };
const publicKey = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).publicKey.export({
  type: "spki",
  format: "pem",
});

/** Every route of this part of the API: least role, and what its id names. */
const table: { name: string; module: Module; method: Method; role: Role; target?: Target; body?: unknown }[] = [
  { name: "config", module: config, method: "GET", role: "viewer" },
  { name: "config", module: config, method: "PATCH", role: "operator", body: { version: 99 } },
  { name: "audit", module: audit, method: "GET", role: "viewer" },
  { name: "me", module: me, method: "GET", role: "viewer" },
  { name: "api-keys", module: apiKeys, method: "GET", role: "admin" },
  { name: "api-keys", module: apiKeys, method: "POST", role: "admin", body: { name: "k", role: "viewer" } },
  { name: "api-keys/{id}", module: apiKey, method: "DELETE", role: "admin", target: "none" },
  { name: "domains", module: domains, method: "GET", role: "viewer" },
  { name: "domains", module: domains, method: "POST", role: "admin", body: { domain: "" } },
  { name: "domains/{id}", module: domain, method: "GET", role: "viewer", target: "domain" },
  {
    name: "domains/{id}",
    module: domain,
    method: "PATCH",
    role: "admin",
    target: "domain",
    body: { version: 99, warmup_started_at: null },
  },
  { name: "domains/{id}/pause", module: domainPause, method: "POST", role: "operator", target: "domain" },
  {
    name: "domains/{id}/resume",
    module: domainResume,
    method: "POST",
    role: "operator",
    target: "domain",
    body: reason,
  },
  {
    name: "domains/{id}/archive",
    module: domainArchive,
    method: "POST",
    role: "admin",
    target: "domain",
    body: { version: 99 },
  },
  { name: "mailboxes", module: mailboxes, method: "GET", role: "viewer" },
  { name: "mailboxes", module: mailboxes, method: "POST", role: "admin", body: {} },
  { name: "mailboxes/{id}", module: mailbox, method: "GET", role: "viewer", target: "mailbox" },
  { name: "mailboxes/{id}", module: mailbox, method: "PATCH", role: "admin", target: "mailbox", body: { version: 99 } },
  { name: "mailboxes/{id}/pause", module: mailboxPause, method: "POST", role: "operator", target: "mailbox" },
  {
    name: "mailboxes/{id}/resume",
    module: mailboxResume,
    method: "POST",
    role: "operator",
    target: "mailbox",
    body: reason,
  },
  {
    name: "mailboxes/{id}/archive",
    module: mailboxArchive,
    method: "POST",
    role: "admin",
    target: "mailbox",
    body: { version: 99 },
  },
  { name: "connections", module: connections, method: "GET", role: "viewer" },
  { name: "connections", module: connections, method: "POST", role: "admin", body: {} },
  { name: "connections/{id}", module: connection, method: "GET", role: "viewer", target: "connection" },
  {
    name: "connections/{id}",
    module: connection,
    method: "PATCH",
    role: "admin",
    target: "connection",
    body: { version: 99 },
  },
  { name: "connections/{id}/pause", module: connectionPause, method: "POST", role: "operator", target: "connection" },
  {
    name: "connections/{id}/resume",
    module: connectionResume,
    method: "POST",
    role: "operator",
    target: "connection",
    body: reason,
  },
  {
    name: "connections/{id}/archive",
    module: connectionArchive,
    method: "POST",
    role: "admin",
    target: "connection",
    body: { version: 99 },
  },
  { name: "connections/{id}/check", module: connectionCheck, method: "POST", role: "admin", target: "connection" },
  {
    name: "connections/{id}/webhook-keys",
    module: webhookKeys,
    method: "POST",
    role: "admin",
    target: "connection",
    body: { public_key: publicKey },
  },
  {
    name: "connections/{id}/webhook-keys/{key_id}",
    module: webhookKey,
    method: "DELETE",
    role: "admin",
    target: "connection",
  },
];

const ours = await newTenant();
const theirs = await newTenant();

function call({ module, method, target, body }: (typeof table)[number], key: string | undefined, ids = ours.ids) {
  const params = { id: target ? ids[target] : "", key_id: crypto.randomUUID() };
  return callRoute(module[method], { method, key, params, body });
}

describe.each(table)("$method /api/$name", (row) => {
  it("answers nobody who does not sign in", async () => {
    expect(await call(row, undefined)).toMatchObject({ status: 401, json: { code: "unauthenticated" } });
    expect(await call(row, "oc_wrong")).toMatchObject({ status: 401 });
  });

  it(`is for ${row.role} and above`, async () => {
    for (const role of roles) {
      const { status, json } = await call(row, ours.keys[role]);
      const isAllowed = roles.indexOf(role) >= roles.indexOf(row.role);
      expect(status === 403, `${role}: ${status} ${json?.detail}`).toBe(!isAllowed);
      expect(status).not.toBe(401);
      expect(status).toBeLessThan(500);
    }
  });

  if (row.target) {
    it("knows nothing of another tenant's id, nor of one that is none", async () => {
      const foreign = await call(row, ours.keys.owner, theirs.ids);
      expect(foreign).toMatchObject({ status: 404, json: { code: "not_found" } });
      const noId = { domain: "7", mailbox: "7", connection: "7", none: "7" };
      expect(await call(row, ours.keys.owner, noId)).toMatchObject({ status: 404 });
    });
  }
});

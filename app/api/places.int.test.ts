import { describe, expect, it } from "vitest";
import { createTenant } from "#lib/auth/create-tenant.ts";
import type { Role } from "#lib/shared/actor.ts";
import { callRoute, type TestCall } from "#lib/testing/access.ts";
import * as unknown from "./[...path]/route.ts";
import * as apiKey from "./api-keys/[id]/route.ts";
import * as apiKeys from "./api-keys/route.ts";
import { createApiWorld } from "./api-world.ts";
import * as audit from "./audit/route.ts";
import * as signIn from "./auth/[...path]/route.ts";
import * as config from "./config/route.ts";
import * as domain from "./domains/[id]/route.ts";
import * as domains from "./domains/route.ts";
import * as mailboxArchive from "./mailboxes/[id]/archive/route.ts";
import * as mailboxPause from "./mailboxes/[id]/pause/route.ts";
import * as mailboxResume from "./mailboxes/[id]/resume/route.ts";
import * as mailboxes from "./mailboxes/route.ts";
import * as me from "./me/route.ts";
import * as meTenant from "./me/tenant/route.ts";

const { ctx, newTenant } = createApiWorld();
const { appUrl } = ctx.config;
const ours = await newTenant();
const theirs = await newTenant();
const reason = { reason: "checked" };

describe("over HTTP", () => {
  const as = (role: Role, more: TestCall = {}): TestCall => ({ key: ours.keys[role], ...more });

  it("settings out of range are refused with the range, at their field", async () => {
    const patch = (body: unknown) => callRoute(config.PATCH, as("admin", { method: "PATCH", body }));
    const { json } = await patch({ version: 1, daily_email_limit: 100_001, send_hours_end: "25:00", nonsense: 1 });
    expect(json.errors).toEqual([
      { field: "daily_email_limit", message: "must be from 0 to 100000" },
      { field: "send_hours_end", message: "must be a time from 00:00 to 24:00" },
      { field: "nonsense", message: "is not known here: remove it" },
    ]);
    expect((await patch({ daily_email_limit: 1 })).json.errors).toMatchObject([{ field: "version" }]);
  });

  it("settings are changed once per version, and the second gets the current ones", async () => {
    const { keys } = await newTenant();
    const patch = (limit: number) =>
      callRoute(config.PATCH, { key: keys.admin, method: "PATCH", body: { version: 1, daily_email_limit: limit } });
    expect((await patch(5)).json).toMatchObject({ version: 2, daily_email_limit: 5 });
    expect(await patch(6)).toMatchObject({
      status: 409,
      json: { code: "version_conflict", current: { version: 2, daily_email_limit: 5 } },
    });
  });

  it("a mailbox is made, paused, resumed with a reason and put away, each step audited", async () => {
    const { keys, ids } = await newTenant();
    const owner = (more: TestCall) => ({ key: keys.owner, ...more });
    const { json: place } = await callRoute(domain.GET, owner({ params: { id: ids.domain } }));
    const body = {
      from_email: `bob@${place.domain}`,
      from_name: "Bob",
      sender_name: "Bob",
      provider_connection_id: ids.connection,
    };
    const headers = { "idempotency-key": "make-bob" };
    const made = await callRoute(mailboxes.POST, owner({ method: "POST", body, headers }));
    expect(made).toMatchObject({ status: 201, json: { from_email: body.from_email, state: "healthy" } });
    const again = await callRoute(mailboxes.POST, owner({ method: "POST", body, headers }));
    expect(again.json).toEqual(made.json);
    const at = (more: TestCall) => owner({ method: "POST", params: { id: made.json.id }, ...more });
    expect((await callRoute(mailboxPause.POST, at({}))).json).toMatchObject({
      state: "paused",
      state_reason: "paused_by_person",
    });
    expect((await callRoute(mailboxResume.POST, at({ body: {} }))).json.errors).toMatchObject([{ field: "reason" }]);
    expect((await callRoute(mailboxResume.POST, at({ body: reason }))).json).toMatchObject({ state: "healthy" });
    expect((await callRoute(mailboxArchive.POST, at({ body: { version: made.json.version } }))).status).toBe(200);
    const query = `?target_kind=mailbox&target_id=${made.json.id}`;
    const { json: log } = await callRoute(audit.GET, owner({ path: `/api/audit${query}` }));
    expect(log.items.map((item: { action: string }) => item.action)).toEqual([
      "mailbox.archived",
      "mailbox.resumed",
      "mailbox.paused",
      "mailbox.created",
    ]);
    expect(log.items[1].reason).toBe("checked");
  });

  it("the audit log is read page by page", async () => {
    const first = await callRoute(audit.GET, as("viewer", { path: "/api/audit?limit=2" }));
    expect(first.json.items).toHaveLength(2);
    const path = `/api/audit?limit=2&cursor=${first.json.next_cursor}`;
    const second = await callRoute(audit.GET, as("viewer", { path }));
    const ids = [...first.json.items, ...second.json.items].map((item: { id: string }) => item.id);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(await callRoute(audit.GET, as("viewer", { path: "/api/audit?limit=201" }))).toMatchObject({ status: 400 });
    expect(await callRoute(audit.GET, as("viewer", { path: "/api/audit?cursor=x" }))).toMatchObject({ status: 400 });
  });

  it("an API key is shown once, works in its role, and ends when revoked", async () => {
    const body = { name: "ci", role: "viewer", expires_in_days: 30 };
    const { status, json } = await callRoute(apiKeys.POST, as("admin", { method: "POST", body }));
    expect([status, json.expires_at]).toEqual([201, "2026-07-10T16:00:00.000Z"]);
    const listed = await callRoute(apiKeys.GET, as("admin"));
    expect(listed.json.items[0]).toMatchObject({ id: json.id, name: "ci" });
    expect(JSON.stringify(listed.json)).not.toContain(json.key);
    expect((await callRoute(me.GET, { key: json.key })).json).toMatchObject({ user: null, role: "viewer" });
    expect((await callRoute(domains.POST, { key: json.key, method: "POST", body: { domain: "x.test" } })).status).toBe(
      403,
    );
    const above = await callRoute(apiKeys.POST, as("admin", { method: "POST", body: { ...body, role: "owner" } }));
    expect(above).toMatchObject({ status: 403, json: { errors: [{ field: "role" }] } });
    expect((await callRoute(apiKey.DELETE, as("admin", { method: "DELETE", params: { id: json.id } }))).status).toBe(
      204,
    );
    expect((await callRoute(me.GET, { key: json.key })).status).toBe(401);
  });

  it("has nothing where there is nothing, and says which methods there are", async () => {
    expect(await callRoute(unknown.GET, { path: "/api/nonsense" })).toMatchObject({
      status: 404,
      json: { code: "not_found", detail: "There is no endpoint /api/nonsense." },
    });
    const { status, headers } = await callRoute(config.DELETE, as("owner", { method: "DELETE" }));
    expect([status, headers.get("allow")]).toEqual([405, "GET, PATCH"]);
  });
});

describe("with a session", () => {
  async function session() {
    const email = `ann-${crypto.randomUUID()}@example.test`;
    const password = "correct horse battery";
    const owner = { email, name: "Ann", password };
    const tenants = [];
    for (const n of [1, 2]) tenants.push(await createTenant(ctx, { name: `T${n} ${crypto.randomUUID()}`, owner }));
    const answer = await callRoute(signIn.POST, {
      method: "POST",
      path: "/api/auth/sign-in/email",
      headers: { origin: appUrl },
      body: { email, password },
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    return { cookie, email, ids: tenants.map((tenant) => tenant.tenantId) };
  }

  it("the person is known, changes tenants, and settings of the right one", async () => {
    const { cookie, email, ids } = await session();
    const headers = { cookie, origin: appUrl };
    const { json } = await callRoute(me.GET, { headers });
    expect(json).toMatchObject({ user: { email }, tenant: { id: ids[0] }, role: "owner" });
    expect(json.memberships.map((row: { tenant_id: string }) => row.tenant_id)).toEqual(ids);
    const move = (id: string) => callRoute(meTenant.POST, { method: "POST", headers, body: { tenant_id: id } });
    expect((await move(ids[1] ?? "")).json).toMatchObject({ tenant: { id: ids[1] } });
    expect(await move(theirs.tenantId)).toMatchObject({ status: 404 });
    const body = { version: 1, daily_email_limit: 77 };
    expect((await callRoute(config.PATCH, { method: "PATCH", headers, body })).status).toBe(200);
    const stored = await ctx.forTenant(ids[1] ?? "", (tx) => tx.salesEngineConfig.findFirstOrThrow());
    expect(stored.daily_email_limit).toBe(77);
  });

  it("a write from another site's page is refused, and a key cannot change tenants", async () => {
    const { cookie, ids } = await session();
    const body = { tenant_id: ids[1] };
    const untrusted: Record<string, string>[] = [{ cookie, origin: "https://evil.example" }, { cookie }];
    for (const headers of untrusted) {
      expect(await callRoute(meTenant.POST, { method: "POST", headers, body })).toMatchObject({ status: 403 });
    }
    const byKey = await callRoute(meTenant.POST, { method: "POST", key: ours.keys.owner, body });
    expect(byKey).toMatchObject({ status: 403, json: { detail: expect.stringContaining("one tenant") } });
  });

  it("the wrong password is a 401 problem", async () => {
    const call: TestCall = { method: "POST", path: "/api/auth/sign-in/email", headers: { origin: appUrl } };
    const body = { email: `x-${crypto.randomUUID()}@y.test`, password: "wrong password" };
    const answer = await callRoute(signIn.POST, { ...call, body });
    expect(answer).toMatchObject({ status: 401, json: { code: "unauthenticated" } });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });
});

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createApiKey } from "#lib/auth/create-api-key.ts";
import { revokeApiKey } from "#lib/auth/revoke-api-key.ts";
import { hasRole, type Role, roles, systemActor } from "#lib/shared/actor.ts";
import { callRoute } from "#lib/testing/access.ts";
import { tenantFingerprints } from "#lib/testing/tenant-tables.ts";
import { type CollectedEndpoint, collectOperations } from "#scripts/openapi/collect-operations.ts";
import { createApiWorld } from "./api-world.ts";
import * as signIn from "./auth/[...path]/route.ts";
import { callOperation, createIdFinder, misfit, newCaller, toldOf } from "./operation-world.ts";

type Answer = Awaited<ReturnType<typeof callRoute>>;

const idNames = (endpoint: CollectedEndpoint) =>
  toldOf(endpoint)
    .parameters.filter(({ in: place, schema }) => place === "path" && !schema.enum)
    .map(({ name }) => name);
const hasId = (endpoint: CollectedEndpoint) => idNames(endpoint).length > 0;
const withIds = (endpoint: CollectedEndpoint, params: Record<string, string>, make: () => string) => ({
  ...params,
  ...Object.fromEntries(idNames(endpoint).map((name) => [name, make()])),
});

const { ctx } = createApiWorld();
const { client, idsOf } = createIdFinder();
const origin = ctx.config.appUrl;
const ours = await newCaller(ctx);
const theirs = await newCaller(ctx);

const all = await collectOperations(join(import.meta.dirname, "../.."));
const closed = all.filter((endpoint) => toldOf(endpoint)["x-required-role"]);
// Every row that an id may name is there before anybody asks: what changes then was changed by a call.
for (const endpoint of closed.filter(hasId)) await idsOf(endpoint, theirs.tenantId);
const untouched = await tenantFingerprints(client, theirs.tenantId);
const named = (endpoints: CollectedEndpoint[]) =>
  endpoints.map((endpoint) => ({ name: `${endpoint.method} ${endpoint.path}`, endpoint }));
/** Keys that open nothing: made up, expired, revoked. */
async function deadKeys(): Promise<string[]> {
  const owner = systemActor("test");
  const request = { tenantId: ours.tenantId, actor: owner, name: "dead", role: "owner" } as const;
  const expired = await createApiKey(ctx, { ...request, expiresAt: new Date(ctx.now().getTime() - 1) });
  const revoked = await createApiKey(ctx, { ...request, expiresAt: null });
  await revokeApiKey(ctx, { tenantId: ours.tenantId, actor: owner, id: revoked.id });
  return [`oc_${"a".repeat(43)}`, expired.key, revoked.key];
}

async function sessionCookie(): Promise<string> {
  const path = "/api/auth/sign-in/email";
  const answer = await callRoute(signIn.POST, { method: "POST", path, headers: { origin }, body: ours.signIn });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

const dead = await deadKeys();
const cookie = await sessionCookie();

async function setRole(role: Role): Promise<void> {
  await ctx.forTenant(ours.tenantId, (tx) => tx.member.updateMany({ data: { role } }));
}

/** What an admitted call must not come to: turned away, broken, or answered in a way the document does not know. */
function expectAdmitted(endpoint: CollectedEndpoint, answer: Answer, who: string): void {
  const said = `${who}: ${answer.status} ${answer.json?.detail ?? ""}`;
  expect(answer.status, said).toBeLessThan(500);
  expect(answer.status, said).not.toBe(401);
  // Some use-cases say no to a role themselves, and the document says so.
  if (!endpoint.operation.problems?.includes("forbidden")) expect(answer.status, said).not.toBe(403);
  expect(misfit(endpoint, answer), said).toBeNull();
}

function expectVerdict(endpoint: CollectedEndpoint, role: Role, answer: Answer, how: string): void {
  const needed = toldOf(endpoint)["x-required-role"] ?? "owner";
  if (hasRole(role, needed)) expectAdmitted(endpoint, answer, `${role} by ${how}`);
  else expect(answer, `${role} by ${how}`).toMatchObject({ status: 403, json: { code: "forbidden" } });
}

describe.each(named(closed))("$name", ({ endpoint }) => {
  it("answers nobody without credentials that are good", async () => {
    const params = await idsOf(endpoint, ours.tenantId);
    expect(await callOperation(endpoint, { params })).toMatchObject({ status: 401, json: { code: "unauthenticated" } });
    for (const key of dead) expect((await callOperation(endpoint, { params, key })).status).toBe(401);
    const headers = { cookie: "outreach.session_token=forged.signature", origin };
    expect((await callOperation(endpoint, { params, headers })).status).toBe(401);
  });

  it("admits the roles the document says, by key and by session", async () => {
    for (const role of roles) {
      const params = await idsOf(endpoint, ours.tenantId);
      const byKey = await callOperation(endpoint, { params, key: ours.keys[role] });
      if (endpoint.operation.isForPeople) expect(byKey).toMatchObject({ status: 403, json: { code: "forbidden" } });
      else expectVerdict(endpoint, role, byKey, "key");
      await setRole(role);
      const headers = { cookie, origin };
      expectVerdict(endpoint, role, await callOperation(endpoint, { params, headers }), "session");
    }
  });

  const checkIds = async () => {
    const foreign = await idsOf(endpoint, theirs.tenantId);
    const nobodys = withIds(endpoint, foreign, () => crypto.randomUUID());
    const malformed = withIds(endpoint, foreign, () => "7");
    await setRole("owner");
    ctx.setNow(new Date(ctx.now().getTime() + 60_000)); // whatever was used up of a limit a minute is there again
    for (const params of [foreign, nobodys, malformed]) {
      const byKey = endpoint.operation.isForPeople ? [] : [{ params, key: ours.keys.owner }];
      for (const call of [...byKey, { params, headers: { cookie, origin } }]) {
        const answer = await callOperation(endpoint, call);
        expect(answer, JSON.stringify(params)).toMatchObject({ status: 404, json: { code: "not_found" } });
      }
    }
  };
  if (hasId(endpoint)) it("knows nothing of ids of another tenant, of nobody and of no kind", checkIds);

  const checkOrigin = async () => {
    const params = await idsOf(endpoint, ours.tenantId);
    await setRole("owner");
    const before = await tenantFingerprints(client, ours.tenantId);
    const untrusted: Record<string, string>[] = [{ cookie, origin: "https://evil.example" }, { cookie }];
    for (const headers of untrusted) {
      const answer = await callOperation(endpoint, { params, headers });
      expect(answer).toMatchObject({ status: 403, json: { code: "forbidden" } });
    }
    expect(await tenantFingerprints(client, ours.tenantId)).toEqual(before);
  };
  if (endpoint.method !== "GET") it("takes no write from another site's page", checkOrigin);
});

it("leaves the other tenant as it was, whatever was asked with its ids", async () => {
  expect(await tenantFingerprints(client, theirs.tenantId)).toEqual(untouched);
});

it("has no GET that writes", async () => {
  const gets = closed.filter(({ method }) => method === "GET");
  expect(gets.length).toBeGreaterThan(20);
  const readAll = async () => {
    for (const endpoint of gets) {
      const params = await idsOf(endpoint, ours.tenantId);
      expect((await callOperation(endpoint, { params, key: ours.keys.owner })).status).toBeLessThan(500);
    }
  };
  // The first reading fills the counters of Redis, which Postgres keeps a mark of.
  await readAll();
  const before = await tenantFingerprints(client, ours.tenantId);
  await readAll();
  expect(await tenantFingerprints(client, ours.tenantId)).toEqual(before);
});

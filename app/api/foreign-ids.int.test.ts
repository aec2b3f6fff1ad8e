import { join } from "node:path";
import { expect, it } from "vitest";
import { callRoute } from "#lib/testing/access.ts";
import { someMemberId, someRowId, tenantFingerprints } from "#lib/testing/tenant-tables.ts";
import { type CollectedEndpoint, collectOperations } from "#scripts/openapi/collect-operations.ts";
import { createApiWorld } from "./api-world.ts";
import * as signIn from "./auth/[...path]/route.ts";
import { type Caller, callOperation, createIdFinder, newCaller, toldOf } from "./operation-world.ts";
import { type UuidField, uuidFieldsOf } from "./uuid-fields.ts";

// Ids in queries and bodies; those in paths are in access-matrix.int.test.ts.

type Answer = Awaited<ReturnType<typeof callRoute>>;

const { ctx } = createApiWorld();
const { client, idsOf, rowIn } = createIdFinder();
const origin = ctx.config.appUrl;

const row = (table: string) => (tenantId: string) => someRowId(client, table, tenantId);

/** What each field stands for. `ids` are of the rows that the folder is about, unless it says otherwise. */
const meantBy: Record<string, (tenantId: string) => Promise<string>> = {
  "history ids": row("sending_domains"),
  campaign_id: row("campaigns"),
  connection_id: row("provider_connections"),
  domain_id: row("sending_domains"),
  mailbox_id: row("mailboxes"),
  owner_id: (tenantId) => someMemberId(client, tenantId),
  prospect_id: row("prospects"),
  provider_connection_id: row("provider_connections"),
  sending_domain_id: row("sending_domains"),
  // What a line of the audit log is about: any row that has one.
  target_id: row("api_keys"),
  template_id: row("email_templates"),
  tenant_id: async (tenantId) => tenantId,
};

async function idFor({ path }: CollectedEndpoint, { at, name }: UuidField, tenantId: string): Promise<string> {
  const folder = path.split("/")[2] ?? "";
  const find = meantBy[`${folder} ${name}`] ?? meantBy[name];
  if (find) return find(tenantId);
  if (name === "ids") return rowIn(folder, tenantId);
  throw new Error(`Say in meantBy (app/api/foreign-ids.int.test.ts) whose id ${at} of ${path} is.`);
}

/** A tenant whose rows hang together: a leak would show them. */
async function furnish(): Promise<Caller> {
  const caller = await newCaller(ctx);
  const ids: Record<string, string> = {};
  for (const [name, find] of Object.entries(meantBy)) ids[name] = await find(caller.tenantId);
  await ctx.forTenant(caller.tenantId, async (tx) => {
    await tx.prospect.updateMany({ data: { owner_id: ids.owner_id } });
    await tx.outreach.updateMany({ data: { campaign_id: ids.campaign_id } });
    const { domain } = await tx.sendingDomain.findUniqueOrThrow({ where: { id: ids.domain_id } });
    const scope = { tenant_id: caller.tenantId, scope_index: 7 };
    await tx.reputationScope.create({ data: { ...scope, kind: "domain", key: domain } });
    await tx.reputationDay.create({ data: { ...scope, recipient_provider: "all", day: ctx.now(), sent: 1 } });
  });
  await someRowId(client, "quarantined_events", caller.tenantId);
  await client.query("UPDATE quarantined_events SET provider_connection_id = $2 WHERE tenant_id = $1", [
    caller.tenantId,
    ids.provider_connection_id,
  ]);
  return caller;
}

const ours = await furnish();
const theirs = await furnish();

async function newSession(): Promise<{ cookie: string; origin: string }> {
  const path = "/api/auth/sign-in/email";
  const answer = await callRoute(signIn.POST, { method: "POST", path, headers: { origin }, body: ours.signIn });
  return { cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "", origin };
}

const headers = await newSession();
const newAddress = async () => {
  const found = await ctx.forTenant(ours.tenantId, (tx) =>
    tx.sendingDomain.findFirstOrThrow({ orderBy: { id: "asc" } }),
  );
  return `new@${found.domain}`;
};

function csvForm(): FormData {
  const form = new FormData();
  form.set("file", new File(["email\nann@one.test\n"], "people.csv", { type: "text/csv" }));
  return form;
}

const changing = async (more: object) => ({
  action: "assign_owner",
  owner_id: await meantBy.owner_id?.(ours.tenantId),
  ...more,
});
const matching = () => changing({ ids: undefined, expected_count: 1 });
const oneOfOurs = async () => ({ ids: [await meantBy.prospect_id?.(ours.tenantId)] });

/** What a call needs beside the field, where the document's least request does not do: with a row of ours it must be admitted. */
const beside: Record<string, () => Promise<object>> = {
  "POST /api/mailboxes body provider_connection_id": async () => ({ from_email: await newAddress() }),
  "POST /api/mailboxes/check body provider_connection_id": async () => ({ from_email: await newAddress() }),
  "POST /api/prospects/bulk body ids[]": () => changing({}),
  "POST /api/prospects/bulk body filter.campaign_id": matching,
  "POST /api/prospects/bulk body filter.owner_id": matching,
  "POST /api/prospects/bulk/preview body ids[]": async () => ({ filter: undefined }),
  "POST /api/prospects/bulk body owner_id": async () => ({ action: "assign_owner", ...(await oneOfOurs()) }),
  "POST /api/prospects/bulk body campaign_id": async () => ({ action: "assign_campaign", ...(await oneOfOurs()) }),
};

async function ask(endpoint: CollectedEndpoint, field: UuidField, id: string): Promise<Answer> {
  const params = await idsOf(endpoint, ours.tenantId);
  const filled = field.fill(id);
  if ("query" in filled) {
    const isUpload = endpoint.operation.rawBody?.includes("multipart/form-data");
    return callOperation(endpoint, { params, headers, ...filled, ...(isUpload ? { body: csvForm() } : {}) });
  }
  const extra = await beside[`${endpoint.method} ${endpoint.path} ${field.at}`]?.();
  const body = { ...(filled.body as object), ...(await ourOthers(endpoint, field, filled.body as object)), ...extra };
  if ("version" in body) body.version = await versionOf(endpoint, params);
  return callOperation(endpoint, { params, headers, body });
}

/** The other ids that the document asks for in the same body are ours. */
async function ourOthers(endpoint: CollectedEndpoint, field: UuidField, body: object): Promise<object> {
  const others = uuidFieldsOf(endpoint).filter(
    ({ at, name }) => at === `body ${name}` && name in body && at !== field.at,
  );
  const ids = others.map(async (other) => [other.name, await idFor(endpoint, other, ours.tenantId)] as const);
  return Object.fromEntries(await Promise.all(ids));
}

async function versionOf({ path }: CollectedEndpoint, { id }: Record<string, string>): Promise<number> {
  const { rows } = await client.query(`SELECT version FROM "${path.split("/")[2]}" WHERE id = $1`, [id]);
  return rows[0]?.version;
}

/** What an answer says, without what differs from one call to the next: the id that was asked for, the request's own. */
function told({ status, text }: Answer, id: string): string {
  return `${status} ${text.replaceAll(id, "{id}").replace(/"request_id":"[^"]*"/, "")}`;
}

/** A refusal, or an answer in which there is nobody: no item, no row of a file, nothing done. */
function isEmpty({ status, json, text }: Answer): boolean {
  if (status >= 400) return true;
  if (json === undefined) return text.trim().split("\n").length === 1;
  const items = [json.items, json.results].flat().filter((item) => item !== undefined);
  const isRefused = (item: { result?: string; outcome?: string }) =>
    ["refused", "not_found"].includes(item.result ?? item.outcome ?? "");
  return items.every(isRefused) && (json.count ?? 0) === 0 && !("id" in json);
}

/** What may be written of a call that came to nothing: that it was made. */
async function untouched(tenantId: string): Promise<object> {
  const { audit_log: _line, ...prints } = await tenantFingerprints(client, tenantId);
  return prints;
}

const all = await collectOperations(join(import.meta.dirname, "../.."));
const closed = all.filter((endpoint) => toldOf(endpoint)["x-required-role"]);
const cases = closed.flatMap((endpoint) =>
  uuidFieldsOf(endpoint).map((field) => ({ name: `${endpoint.method} ${endpoint.path} ${field.at}`, endpoint, field })),
);

it.each(cases)("$name: another tenant's row is as good as none", async ({ endpoint, field }) => {
  // A minute later, so that no limit of requests is met.
  ctx.setNow(new Date(ctx.now().getTime() + 60_000));
  const foreign = await idFor(endpoint, field, theirs.tenantId);
  const own = await idFor(endpoint, field, ours.tenantId);
  const nobodys = crypto.randomUUID();
  // First, because a first reading fills the counters of Redis, which Postgres keeps a mark of.
  const none = await ask(endpoint, field, nobodys);
  const before = [await untouched(ours.tenantId), await tenantFingerprints(client, theirs.tenantId)];
  const answer = await ask(endpoint, field, foreign);
  expect([await untouched(ours.tenantId), await tenantFingerprints(client, theirs.tenantId)]).toEqual(before);
  expect(answer.status, answer.text).toBeLessThan(500);
  expect(isEmpty(answer), answer.text).toBe(true);
  expect(told(answer, foreign)).toBe(told(none, nobodys));
  // The call would have done something, had the row been ours.
  const admitted = await ask(endpoint, field, own);
  expect(admitted.status, admitted.text).toBeLessThan(400);
  expect(told(admitted, own)).not.toBe(told(answer, foreign));
});

it("finds the fields it is to fill", () => {
  expect(cases.length).toBeGreaterThan(25);
});

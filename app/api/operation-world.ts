import pg from "pg";
import { afterAll, inject } from "vitest";
import { createTenant } from "#lib/auth/create-tenant.ts";
import { isShape } from "#lib/http/openapi/component-schemas.ts";
import { type Role, roles } from "#lib/shared/actor.ts";
import { callRoute, createTestKey, type TestCall } from "#lib/testing/access.ts";
import { createTestEmail, createTestMailbox, createTestProspect } from "#lib/testing/factory.ts";
import { sampleValue } from "#lib/testing/sample-value.ts";
import { listTenantTables, someMemberId, someRowId, someSessionId } from "#lib/testing/tenant-tables.ts";
import type { TestContext } from "#lib/testing/test-context.ts";
import type { CollectedEndpoint } from "#scripts/openapi/collect-operations.ts";
import document from "./openapi.json/document.json" with { type: "json" };

type Described = {
  "x-required-role"?: Role;
  parameters: { name: string; in: string; required?: boolean; schema: Record<string, unknown> }[];
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> };
  responses: Record<string, object>;
};

/** What the document says of an operation. */
export function toldOf({ method, path }: CollectedEndpoint): Described {
  const paths = document.paths as unknown as Record<string, Record<string, Described>>;
  return paths[path]?.[method.toLowerCase()] as Described;
}

/** The JSON body that the document's schema asks for; undefined for an operation without one. */
function bodyOf(endpoint: CollectedEndpoint): unknown {
  const schema = toldOf(endpoint).requestBody?.content["application/json"]?.schema;
  return schema && sampleValue(schema, document.components.schemas as never);
}

/** What is wrong with an answer by the document: a status it does not name, a shape that is not the contract's. */
export function misfit(endpoint: CollectedEndpoint, answer: Awaited<ReturnType<typeof callRoute>>): string | null {
  const { status, json } = answer;
  if (!(status in toldOf(endpoint).responses)) return `${status} is not in the document: ${json?.detail}`;
  const shape = endpoint.operation.answer;
  if (status >= 300 || !isShape(shape)) return null;
  const parsed = shape.safeParse(json);
  if (!parsed.success) return JSON.stringify(parsed.error.issues);
  return JSON.stringify(parsed.data, sorted) === JSON.stringify(json, sorted)
    ? null
    : "there are fields the contract does not know";
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Folders of the API whose rows are in a table of another name. */
const tableOf: Record<string, string> = {
  domains: "sending_domains",
  connections: "provider_connections",
  runs: "job_runs",
  sends: "outreach_emails",
  templates: "email_templates",
  invitations: "access_links",
  notes: "prospect_notes",
};

/** Folders whose ids are people's, not rows of a tenant's table. */
const personal: Record<string, typeof someMemberId> = { members: someMemberId, sessions: someSessionId };

/** Parts of a row, not rows: they have no id that a tenant could own. */
const partsOfRows = new Set(["key_id"]);

/** Looks up ids for the paths of the API. */
export function createIdFinder() {
  const client = new pg.Client({ connectionString: inject("databaseUrl") });
  const connected = client.connect();
  afterAll(() => client.end());

  /** Path parameters that name what belongs to this tenant; `row` for another row of it than the first. */
  async function idsOf(endpoint: CollectedEndpoint, tenantId: string, row = 0): Promise<Record<string, string>> {
    await connected;
    const params: Record<string, string> = {};
    const folders = endpoint.path.split("/");
    for (const { name, schema } of toldOf(endpoint).parameters.filter((parameter) => parameter.in === "path")) {
      const folder = folders[folders.indexOf(`{${name}}`) - 1] ?? "";
      const find = personal[folder];
      if (find) params[name] = await find(client, tenantId);
      else if (schema.enum || partsOfRows.has(name)) params[name] = String(sampleValue(schema, {}));
      else params[name] = await someRowId(client, await tableNamed(folder), tenantId, row);
    }
    return params;
  }

  async function tableNamed(folder: string): Promise<string> {
    const table = tableOf[folder] ?? folder.replaceAll("-", "_");
    if ((await listTenantTables(client)).includes(table)) return table;
    throw new Error(`Say in tableOf which table holds what /${folder}/{id} names.`);
  }

  /** A row of the tenant in the table that a folder of the API is about. */
  const rowIn = async (folder: string, tenantId: string) => someRowId(client, await tableNamed(folder), tenantId);

  return { client, idsOf, rowIn };
}

export type Caller = { tenantId: string; keys: Record<Role, string>; signIn: { email: string; password: string } };

/** A tenant with a key in each role, an owner with a password, and a little of everything. */
export async function newCaller(ctx: TestContext): Promise<Caller> {
  const signIn = { email: `ann-${crypto.randomUUID()}@example.test`, password: "correct horse battery" };
  const owner = { ...signIn, name: "Ann" };
  const { tenantId } = await createTenant(ctx, { name: `T ${crypto.randomUUID()}`, owner });
  const mailbox = await createTestMailbox(ctx, tenantId);
  const { outreach } = await createTestProspect(ctx, tenantId, { status: "contacted", outreach_sequence_step: 1 });
  await createTestEmail(ctx, tenantId, outreach.id, { mailbox_id: mailbox.id });
  // The first key is the one that an operation on keys gets: none that the callers use.
  await createTestKey(ctx, tenantId, "viewer");
  const keys = await Promise.all(roles.map(async (role) => [role, await createTestKey(ctx, tenantId, role)] as const));
  return { tenantId, keys: Object.fromEntries(keys) as Record<Role, string>, signIn };
}

type OperationCall = Omit<TestCall, "method"> & { query?: Record<string, string> };

/** Calls an operation with the body and the query that the document asks for, unless others are given. */
export function callOperation(endpoint: CollectedEndpoint, { query: given, ...call }: OperationCall) {
  const { method, handler } = endpoint;
  const filled = endpoint.path.replace(/\{(\w+)\}/g, (_all, name: string) => call.params?.[name] ?? "");
  const asked = toldOf(endpoint).parameters.filter((parameter) => parameter.in === "query" && parameter.required);
  const query = new URLSearchParams(asked.map(({ name, schema }) => [name, String(sampleValue(schema, {}))]));
  for (const [name, value] of Object.entries(given ?? {})) query.set(name, value);
  const path = `${filled}?${query}`;
  return callRoute(handler, { method: method as TestCall["method"], path, body: bodyOf(endpoint), ...call });
}

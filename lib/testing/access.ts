import { createApiKey } from "#lib/auth/create-api-key.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { NextHandler } from "#lib/http/next-handler.ts";
import { type Role, systemActor } from "#lib/shared/actor.ts";

/** An API key of a tenant, for calling route handlers in a role. */
export async function createTestKey(ctx: EngineContext, tenantId: string, role: Role): Promise<string> {
  const made = await createApiKey(ctx, { tenantId, actor: systemActor("test"), name: role, role, expiresAt: null });
  return made.key;
}

export type TestCall = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** path with query; routes that read neither may leave it out */
  path?: string;
  key?: string;
  /** path parameters, as Next would give them */
  params?: Record<string, string>;
  /** sent as JSON; a form as it is */
  body?: unknown;
  headers?: Record<string, string>;
};

/** Calls a route handler as Next would and reads the answer: its text, and its JSON (undefined for none). */
export async function callRoute(handler: NextHandler, call: TestCall = {}) {
  const headers = new Headers(call.headers);
  if (call.key) headers.set("authorization", `Bearer ${call.key}`);
  const hasBody = call.body !== undefined;
  const isForm = call.body instanceof FormData;
  if (hasBody && !isForm && !headers.has("content-type")) headers.set("content-type", "application/json");
  const request = new Request(`http://127.0.0.1:3000${call.path ?? "/api/test"}`, {
    method: call.method ?? "GET",
    headers,
    body: isForm ? (call.body as FormData) : hasBody ? JSON.stringify(call.body) : undefined,
  });
  const response = await handler(request, { params: Promise.resolve(call.params ?? {}) });
  const text = await response.text();
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  const json: any = /^text\/(csv|html)/.test(response.headers.get("content-type") ?? "") ? undefined : parse(text);
  return { status: response.status, headers: response.headers, text, json };
}

function parse(text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}

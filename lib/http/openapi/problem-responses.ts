import type { ErrorCode } from "#lib/errors/app-error.ts";
import { roles } from "#lib/shared/actor.ts";
import type { Operation } from "../operation.ts";
import { statusOf } from "../problem.ts";
import type { Json } from "./types.ts";

/** Every code with which a call may be refused: those that follow from its options, and the use-case's own. */
export function problemCodes(operation: Operation): ErrorCode[] {
  const { access, params, query, body, rawBody, isIdempotent, problems = [] } = operation;
  const codes = new Set<ErrorCode>(problems);
  if (roles.some((role) => role === access)) {
    for (const code of ["unauthenticated", "forbidden", "rate_limited"] as const) codes.add(code);
    codes.add("dependency_unavailable");
  }
  if (params) codes.add("not_found");
  if (query || body || isIdempotent) codes.add("validation_failed");
  if (body || rawBody) codes.add("payload_too_large").add("unsupported_media_type");
  if (isIdempotent) codes.add("conflict");
  if (takesVersion(body)) codes.add("version_conflict");
  return [...codes.add("internal")];
}

/** Refusals by status, each a reference to the response named after the codes that stand behind it. */
export function problemResponses(operation: Operation): Record<string, Json> {
  const byStatus = Map.groupBy(problemCodes(operation), (code) => statusOf[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, { $ref: `#/components/responses/${nameOf(codes)}` }]),
  );
}

/** The responses that `problemResponses` refers to. */
export function problemComponents(operations: Operation[]): Record<string, Json> {
  const all = operations.flatMap((operation) => [
    ...Map.groupBy(problemCodes(operation), (code) => statusOf[code]).entries(),
  ]);
  const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  const components = all.map(([status, codes]) => [
    nameOf(codes),
    { description: codes.toSorted().join(" or "), ...headersOf(status), content },
  ]);
  return Object.fromEntries(components.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

function nameOf(codes: ErrorCode[]): string {
  return codes.toSorted().join("-or-");
}

/** What every refusal looks like (RFC 9457). */
export const problemSchema: Json = {
  type: "object",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(statusOf).toSorted() },
    detail: { type: "string", description: "for people" },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: { field: { type: "string" }, message: { type: "string" } },
        required: ["field", "message"],
      },
    },
    request_id: { type: "string" },
    current: { description: "with version_conflict: what is stored now" },
    changes: { description: "with version_conflict: who changed what since, newest first, where it is told" },
  },
  required: ["type", "title", "status", "code", "detail", "errors", "request_id"],
};

function headersOf(status: number): Json {
  if (status !== 429 && status !== 503) return {};
  return { headers: { "Retry-After": { description: "seconds to wait", schema: { type: "integer" } } } };
}

function takesVersion(body: Operation["body"]): boolean {
  const shape = (body as { shape?: Record<string, unknown> } | undefined)?.shape;
  return shape !== undefined && "version" in shape;
}

import type { z } from "zod";
import type { Operation } from "../operation.ts";
import { type Components, inlineSchema, isShape } from "./component-schemas.ts";
import { operationId } from "./operation-id.ts";
import { problemResponses } from "./problem-responses.ts";
import type { Endpoint, Json } from "./types.ts";

const idempotencyKey: Json = {
  name: "Idempotency-Key",
  in: "header",
  description: "1 to 200 printable characters: a repeat with the same key within 24 hours gets the first answer",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

const ifNoneMatch: Json = { name: "If-None-Match", in: "header", schema: { type: "string" } };

/** One operation of the document. */
export function describeOperation({ method, path, operation }: Endpoint, components: Components): Json {
  const { access, summary, description } = operation;
  return {
    operationId: operationId(method, path),
    tags: [path.split("/").filter((part) => part !== "" && part !== "api")[0] ?? "root"],
    summary,
    ...(description ? { description } : {}),
    ...guard(access, operation.isForPeople),
    parameters: parameters(path, operation),
    ...requestBody(operation, components),
    responses: { ...success(operation, components), ...problemResponses(operation) },
  };
}

function guard(access: Operation["access"], isForPeople?: boolean): Json {
  if (access === "open") return { security: [] };
  if (isForPeople) return { "x-required-role": access, security: [{ session: [] }] };
  return access === "signature" || access === "token"
    ? { security: [{ [access]: [] }] }
    : { "x-required-role": access };
}

function parameters(path: string, { params, query, isIdempotent, hasEtag }: Operation): Json[] {
  const inPath = fields(params);
  const ofPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => {
    return { name, in: "path", required: true, schema: inPath.schemas[name] ?? { type: "string" } };
  });
  const { schemas, required } = fields(query);
  const ofQuery = Object.entries(schemas).map(([name, schema]) => {
    return { name, in: "query", required: required.has(name), schema };
  });
  return [...ofPath, ...ofQuery, ...(isIdempotent ? [idempotencyKey] : []), ...(hasEtag ? [ifNoneMatch] : [])];
}

function fields(shape: z.ZodType | undefined): { schemas: Record<string, Json>; required: Set<string> } {
  if (!shape) return { schemas: {}, required: new Set() };
  const { properties = {}, required = [] } = inlineSchema(shape, "input");
  return { schemas: properties as Record<string, Json>, required: new Set(required as string[]) };
}

function requestBody({ body, rawBody, isBodyOptional }: Operation, components: Components): Json {
  if (rawBody) {
    const content = Object.fromEntries(rawBody.map((type) => [type, type.startsWith("multipart/") ? upload : {}]));
    return { requestBody: { required: true, content } };
  }
  if (!body) return {};
  return {
    requestBody: { required: !isBodyOptional, content: { "application/json": { schema: components.refOf(body) } } },
  };
}

/** Uploads come in the field `file` (lib/http/read-upload.ts). */
const upload: Json = {
  schema: { type: "object", properties: { file: { type: "string", format: "binary" } }, required: ["file"] },
};

function success(operation: Operation, components: Components): Json {
  const { answer, status = answer === null ? 204 : 200, hasEtag } = operation;
  if (answer === null) return { [status]: { description: "Done, nothing to say" } };
  const content = isShape(answer)
    ? { "application/json": { schema: components.refOf(answer) } }
    : { [answer.mediaType]: { schema: { type: "string" } } };
  const etag = { headers: { ETag: { schema: { type: "string" } } } };
  return {
    [status]: { description: "Done", ...(hasEtag ? etag : {}), content },
    ...(hasEtag ? { 304: { description: "Nothing changed" } } : {}),
  };
}

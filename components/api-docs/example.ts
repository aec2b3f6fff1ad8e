import type { Operation, Schema } from "./api-document.ts";
import { resolve } from "./schema-lines.ts";

type Schemas = Record<string, Schema>;

const FORMATS: Record<string, string> = {
  uuid: "00000000-0000-4000-8000-000000000000",
  email: "ann@example.com",
  uri: "https://example.com",
  date: "2026-01-31",
  "date-time": "2026-01-31T09:00:00Z",
};

/** A value that fits a schema as far as its shape goes; of an object the fields that must be there, or all when none must. */
export function exampleOf(schema: Schema, schemas: Schemas, depth = 0): unknown {
  const found = resolve(schema, schemas);
  if (found.default !== undefined) return found.default;
  if (found.const !== undefined) return found.const;
  if (found.enum) return found.enum[0];
  const option = (found.anyOf ?? found.oneOf ?? found.allOf)?.[0];
  if (option) return exampleOf(option, schemas, depth);
  const type = Array.isArray(found.type) ? found.type[0] : found.type;
  if (type === "object") return depth > 3 ? {} : exampleObject(found, schemas, depth);
  if (type === "array") return found.items && depth < 3 ? [exampleOf(found.items, schemas, depth + 1)] : [];
  if (type === "integer" || type === "number") return Math.max(found.minimum ?? 1, found.minimum ?? 0);
  if (type === "boolean") return true;
  return type === "null" ? null : (FORMATS[found.format ?? ""] ?? "text");
}

function exampleObject({ properties = {}, required = [] }: Schema, schemas: Schemas, depth: number): object {
  const names = required.length > 0 ? required : Object.keys(properties);
  return Object.fromEntries(names.map((name) => [name, exampleOf(properties[name] ?? {}, schemas, depth + 1)]));
}

/** A command that asks for this, to be pasted into a terminal with one's own key and ids. */
export function curlOf(operation: Operation, schemas: Schemas, baseUrl: string): string {
  const { method, path, parameters = [], requestBody, security } = operation;
  const query = parameters
    .filter(({ in: place, required }) => place === "query" && required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema ?? {}, schemas)))}`);
  const url = `${baseUrl}${path}${query.length > 0 ? `?${query.join("&")}` : ""}`;
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}${quote(url)}`];
  if (security === undefined) lines.push(`-H "Authorization: Bearer $API_KEY"`);
  const json = requestBody?.content["application/json"]?.schema;
  if (json) {
    lines.push(`-H "Content-Type: application/json"`, `-d ${quote(JSON.stringify(exampleOf(json, schemas)))}`);
  } else if (requestBody?.content["multipart/form-data"]) {
    lines.push("-F file=@prospects.csv");
  }
  return lines.join(" \\\n  ");
}

/** For a shell: nothing inside single quotes means anything to it but a single quote. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

import { refName, type Schema } from "./api-document.ts";

/** A field of a body: `path` as in `items[].name`, what it holds, and whether it must be there. */
export type SchemaLine = { path: string; type: string; isRequired: boolean };

type Schemas = Record<string, Schema>;

const DEEPEST = 4;

/** Follows a reference; a reference to nothing is a schema that says nothing. */
export function resolve(schema: Schema, schemas: Schemas): Schema {
  return schema.$ref ? resolve(schemas[refName(schema.$ref)] ?? {}, schemas) : schema;
}

/** Every field of a schema, those of objects and lists inside it below their own; not deeper than four levels. */
export function schemaLines(schema: Schema, schemas: Schemas, prefix = "", depth = 0): SchemaLine[] {
  const { inner, isList } = unwrap(schema, schemas);
  const at = isList ? `${prefix}[]` : prefix;
  if (depth >= DEEPEST || !inner.properties) return [];
  return Object.entries(inner.properties).flatMap(([name, field]) => {
    const path = at === "" ? name : `${at}.${name}`;
    const isRequired = inner.required?.includes(name) ?? false;
    return [{ path, type: typeOf(field, schemas), isRequired }, ...schemaLines(field, schemas, path, depth + 1)];
  });
}

/** What a value is, in one line: `string (uuid) or null`, `one of "a", "b"`, `list of objects`. */
export function typeOf(schema: Schema, schemas: Schemas): string {
  const found = resolve(schema, schemas);
  const options = found.anyOf ?? found.oneOf;
  if (options) return [...new Set(options.map((option) => typeOf(option, schemas)))].join(" or ");
  if (found.enum) return `one of ${found.enum.map((value) => JSON.stringify(value)).join(", ")}`;
  if (found.const !== undefined) return JSON.stringify(found.const);
  if (Array.isArray(found.type)) return found.type.join(" or ");
  if (found.type === "array") return `list of ${plural(typeOf(found.items ?? {}, schemas))}`;
  return `${found.type ?? "anything"}${boundsOf(found)}`;
}

function plural(type: string): string {
  return /^(object|string|integer|number|boolean)$/.test(type) ? `${type}s` : type;
}

function boundsOf({ format, minimum, maximum, maxLength }: Schema): string {
  const size = maxLength === undefined ? null : `up to ${maxLength} characters`;
  // Zod writes the widest whole number where nothing is said.
  const isRange = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  const bounds = [format, size, isRange ? `${minimum} to ${maximum}` : null].filter(Boolean).join(", ");
  return bounds === "" ? "" : ` (${bounds})`;
}

/** The object behind lists and "or null". */
function unwrap(schema: Schema, schemas: Schemas): { inner: Schema; isList: boolean } {
  const found = resolve(schema, schemas);
  const options = (found.anyOf ?? found.oneOf)?.filter((option) => resolve(option, schemas).type !== "null");
  if (options?.length === 1 && options[0]) return unwrap(options[0], schemas);
  if (found.type === "array" && found.items) return { inner: unwrap(found.items, schemas).inner, isList: true };
  return { inner: found, isList: false };
}

type Schema = Record<string, unknown>;

/**
 * The smallest value that a JSON schema of the API document allows: its example where it has one, else what its types and bounds
 * ask for. `schemas` are the document's components.
 */
export function sampleValue(schema: Schema, schemas: Record<string, Schema>): unknown {
  if (typeof schema.$ref === "string") return sampleValue(schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}, schemas);
  if (Array.isArray(schema.examples)) return schema.examples[0];
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices) return sampleValue(choices[0] ?? {}, schemas);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object") return sampleObject(schema, schemas);
  if (type === "array") return sampleArray(schema, schemas);
  if (type === "string") return sampleString(schema);
  if (type === "boolean") return false;
  return type === "integer" || type === "number" ? sampleNumber(schema) : null;
}

function sampleObject(schema: Schema, schemas: Record<string, Schema>): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const required = (schema.required ?? []) as string[];
  return Object.fromEntries(required.map((name) => [name, sampleValue(properties[name] ?? {}, schemas)]));
}

function sampleArray(schema: Schema, schemas: Record<string, Schema>): unknown[] {
  const length = Number(schema.minItems ?? 0);
  return Array.from({ length }, () => sampleValue((schema.items ?? {}) as Schema, schemas));
}

function sampleString({ format, minLength = 1 }: Schema): string {
  const byFormat: Record<string, string> = {
    uuid: crypto.randomUUID(),
    "date-time": "2026-01-31T00:00:00Z",
    date: "2026-01-31",
    uri: "https://leadlock.test/",
    email: "ann@leadlock.test",
  };
  return byFormat[String(format)] ?? "x".repeat(Number(minLength));
}

/** Numbers without bounds are versions and the like: the first one. */
function sampleNumber({ minimum }: Schema): number {
  const least = Number(minimum ?? Number.MIN_SAFE_INTEGER);
  return least > Number.MIN_SAFE_INTEGER ? least : 1;
}

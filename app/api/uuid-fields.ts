import { sampleValue } from "#lib/testing/sample-value.ts";
import type { CollectedEndpoint } from "#scripts/openapi/collect-operations.ts";
import document from "./openapi.json/document.json" with { type: "json" };
import { toldOf } from "./operation-world.ts";

type Schema = Record<string, unknown>;

/** A field of a request that takes an id, and how to fill it. */
export type UuidField = {
  /** `query campaign_id`, `body filter.campaign_id`, `body steps[].template_id` */
  at: string;
  /** the property that holds it: `campaign_id`, `ids` */
  name: string;
  /** the query, or the whole body with what else the document asks for, when the field holds `id` */
  fill(id: string): { query: Record<string, string> } | { body: unknown };
};

type Place = { path: string[]; isList: boolean; fill(id: string): unknown };

/** Every field of an operation's query and JSON body that takes a uuid, or is named as if it did. */
export function uuidFieldsOf(endpoint: CollectedEndpoint): UuidField[] {
  const { parameters, requestBody } = toldOf(endpoint);
  const asked = parameters.filter(
    (parameter) => parameter.in === "query" && placesIn(parameter.schema, parameter.name).length > 0,
  );
  const inQuery = asked.map(({ name }) => ({
    at: `query ${name}`,
    name,
    fill: (id: string) => ({ query: { [name]: id } }),
  }));
  const schema = requestBody?.content["application/json"]?.schema;
  const inBody = (schema ? placesIn(schema, "") : []).map(({ path, fill }) => ({
    at: `body ${path.join(".")}`,
    name: path.at(-1)?.replace("[]", "") ?? "",
    fill: (id: string) => ({ body: fill(id) }),
  }));
  return [...inQuery, ...inBody];
}

function takesId(schema: Schema, name: string): boolean {
  if (schema.format === "uuid") return true;
  return schema.type === "string" && !schema.enum && /(^|_)ids?$/.test(name);
}

function placesIn(given: Schema, name: string): Place[] {
  const schema = resolved(given);
  if (takesId(schema, name)) return [{ path: [], isList: false, fill: (id) => id }];
  const choices = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Schema[] | undefined;
  if (choices) return choices.flatMap((choice) => placesIn(choice, name));
  if (schema.type === "array") {
    const items = placesIn((schema.items ?? {}) as Schema, name);
    return items.map(({ fill, ...place }) => ({ ...place, isList: true, fill: (id) => [fill(id)] }));
  }
  return Object.entries((schema.properties ?? {}) as Record<string, Schema>).flatMap(([property, inner]) =>
    placesIn(inner, property).map(({ path, isList, fill }) => ({
      path: [isList ? `${property}[]` : property, ...path],
      isList: false,
      fill: (id) => ({ ...(sample(schema) as object), [property]: fill(id) }),
    })),
  );
}

const schemas = document.components.schemas as unknown as Record<string, Schema>;
const sample = (schema: Schema) => sampleValue(schema, schemas);

function resolved(schema: Schema): Schema {
  return typeof schema.$ref === "string" ? (schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}) : schema;
}

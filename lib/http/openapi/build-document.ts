import { componentSchemas } from "./component-schemas.ts";
import { describeOperation } from "./describe-operation.ts";
import { problemComponents, problemSchema } from "./problem-responses.ts";
import type { Endpoint, Json, NamedShapes } from "./types.ts";

const description = [
  "JSON in snake_case, times in ISO 8601 with zone, rates as fractions from 0 to 1.",
  "Refusals are `application/problem+json` with a `code`; every answer has `X-Request-Id`, which a caller may choose.",
  "Lists take `limit` and `cursor` and answer `{ items, next_cursor }`.",
  "Who asks is known by an API key or by the session cookie of the console; a write with a cookie must come with the console's own",
  "`Origin`. The tenant is the key's or the session's, never part of a request: ids of another tenant are 404.",
  "`x-required-role` is the least of the roles viewer, operator, admin and owner.",
].join(" ");

const securitySchemes: Json = {
  apiKey: { type: "http", scheme: "bearer", description: "An API key of one tenant, made under /api/api-keys" },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "outreach.session_token",
    description: "Set by POST /api/auth/sign-in/email; over https its name begins with __Host-",
  },
  token: { type: "http", scheme: "bearer", description: "METRICS_TOKEN of the environment" },
  signature: {
    type: "apiKey",
    in: "header",
    name: "X-Twilio-Email-Event-Webhook-Signature",
    description: "ECDSA P-256 over X-Twilio-Email-Event-Webhook-Timestamp and the raw body",
  },
};

/** The API as an OpenAPI 3.1 document: what the routes say of themselves, in a stable order (SPEC §12). */
export function buildDocument(endpoints: Endpoint[], named: NamedShapes): Json {
  const components = componentSchemas(endpoints, named);
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints.toSorted(byPlace)) {
    const { method, path } = endpoint;
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(endpoint, components) };
  }
  const schemas = Object.entries({ ...components.schemas, Problem: problemSchema }).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return {
    openapi: "3.1.1",
    info: { title: "Outreach console", version: "1", description },
    servers: [{ url: "/" }],
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(schemas),
      responses: problemComponents(endpoints.map(({ operation }) => operation)),
      securitySchemes,
    },
  };
}

function byPlace(a: Endpoint, b: Endpoint): number {
  const key = ({ path, method }: Endpoint) => `${path} ${["GET", "POST", "PUT", "PATCH", "DELETE"].indexOf(method)}`;
  return key(a) < key(b) ? -1 : 1;
}

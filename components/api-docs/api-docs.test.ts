import { describe, expect, it } from "vitest";
import { type ApiDocument, findOperations, groupOperations, whoMay } from "./api-document.ts";
import { curlOf, exampleOf } from "./example.ts";
import { schemaLines, typeOf } from "./schema-lines.ts";

const schemas = {
  Body: {
    type: "object",
    required: ["name", "steps"],
    properties: {
      name: { type: "string", maxLength: 100 },
      note: { anyOf: [{ type: "string" }, { type: "null" }] },
      steps: { type: "array", items: { $ref: "#/components/schemas/Step" } },
    },
  },
  Step: {
    type: "object",
    required: ["step"],
    properties: { step: { type: "integer", minimum: 1, maximum: 6 }, kind: { enum: ["first", "last"] } },
  },
};
const answer = { responses: { 200: { description: "Done" } } };
const document: ApiDocument = {
  paths: {
    "/api/things": {
      get: {
        operationId: "getThings",
        tags: ["things"],
        summary: "List things",
        "x-required-role": "viewer",
        ...answer,
      },
      post: {
        operationId: "postThings",
        tags: ["things"],
        summary: "Make one",
        "x-required-role": "operator",
        parameters: [{ name: "mode", in: "query", required: true, schema: { enum: ["a b"] } }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Body" } } } },
        ...answer,
      },
    },
    "/healthz": { get: { operationId: "getHealthz", tags: ["healthz"], security: [], ...answer } },
  },
  components: { schemas, responses: {} },
};
const groups = groupOperations(document);
const found = (text: string) => findOperations(groups, text).flatMap(({ operations }) => operations.map((o) => o.path));

describe("the list", () => {
  it("groups by resource and keeps the order", () =>
    expect(groups.map(({ name, operations }) => [name, operations.map(({ method }) => method)])).toEqual([
      ["things", ["GET", "POST"]],
      ["healthz", ["GET"]],
    ]));

  it("finds by method, path and words, every word of them", () => {
    expect(found("post things")).toEqual(["/api/things"]);
    expect(found("LIST")).toEqual(["/api/things"]);
    expect(found("post healthz")).toEqual([]);
    expect(found(" ")).toHaveLength(3);
  });

  it.each([
    [{ security: [] }, "anybody"],
    [{ "x-required-role": "admin" }, "admin"],
    [{ "x-required-role": "viewer", security: [{ session: [] }] }, "viewer, in the console only"],
    [{ security: [{ signature: [] }] }, "signed requests"],
    [{ security: [{ token: [] }] }, "a token"],
  ])("says of %j who may: %s", (part, who) => expect(whoMay({ operationId: "x", ...answer, ...part })).toBe(who));
});

describe("schemas", () => {
  it("become lines, a line a field, those inside lists and references too", () =>
    expect(schemaLines(schemas.Body, schemas)).toEqual([
      { path: "name", type: "string (up to 100 characters)", isRequired: true },
      { path: "note", type: "string or null", isRequired: false },
      { path: "steps", type: "list of objects", isRequired: true },
      { path: "steps[].step", type: "integer (1 to 6)", isRequired: true },
      { path: "steps[].kind", type: 'one of "first", "last"', isRequired: false },
    ]));

  it("that point at themselves come to an end", () => {
    const own: Record<string, object> = {};
    own.Node = { type: "object", properties: { next: { $ref: "#/components/schemas/Node" } } };
    expect(schemaLines({ $ref: "#/components/schemas/Node" }, own).length).toBe(4);
  });

  it("without a word about the type are anything", () => expect(typeOf({}, {})).toBe("anything"));
});

describe("examples", () => {
  it("hold what must be there", () =>
    expect(exampleOf(schemas.Body, schemas)).toEqual({ name: "text", steps: [{ step: 1 }] }));

  it("are commands with the reader's own address, safe in a shell", () => {
    const post = groups[0]?.operations[1];
    const odd = { ...schemas, Body: { type: "object", properties: { name: { const: "it's" } } } };
    expect(post && curlOf(post, odd, "https://console.test")).toBe(
      [
        "curl -X POST 'https://console.test/api/things?mode=a%20b'",
        '-H "Authorization: Bearer $API_KEY"',
        '-H "Content-Type: application/json"',
        `-d '{"name":"it'\\''s"}'`,
      ].join(" \\\n  "),
    );
  });

  it("of what is open need no key", () => {
    const open = groups[1]?.operations[0];
    expect(open && curlOf(open, {}, "https://console.test")).toBe("curl 'https://console.test/healthz'");
  });
});

import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Operation } from "../operation.ts";
import { buildDocument } from "./build-document.ts";
import { operationId } from "./operation-id.ts";
import { problemCodes } from "./problem-responses.ts";

const plain: Operation = { access: "viewer", summary: "Look", answer: null };
const always = ["dependency_unavailable", "forbidden", "internal", "rate_limited", "unauthenticated"];

it.each([
  ["GET", "/api/prospects", "getProspects"],
  ["POST", "/api/domains/{id}/pause", "postDomainsByIdPause"],
  ["GET", "/api/prospects/imports/{id}/report.csv", "getProspectsImportsByIdReportCsv"],
  ["DELETE", "/api/connections/{id}/webhook-keys/{key_id}", "deleteConnectionsByIdWebhookKeysByKeyId"],
  ["GET", "/email-health", "getEmailHealth"],
])("%s %s is called %s", (method, path, id) => expect(operationId(method, path)).toBe(id));

describe("problemCodes", () => {
  const cases: [string, Partial<Operation>, string[]][] = [
    ["a route with a role", {}, always],
    ["one that is open", { access: "open" }, ["internal"]],
    ["one with a token", { access: "token" }, ["internal"]],
    ["one that is signed", { access: "signature", problems: ["unauthenticated"] }, ["internal", "unauthenticated"]],
    ["an id", { params: z.object({ id: z.uuid() }) }, [...always, "not_found"]],
    ["a query", { query: z.object({}) }, [...always, "validation_failed"]],
    [
      "a body with a version",
      { body: z.object({ version: z.int() }) },
      [...always, "payload_too_large", "unsupported_media_type", "validation_failed", "version_conflict"],
    ],
    ["an upload", { rawBody: ["text/csv"] }, [...always, "payload_too_large", "unsupported_media_type"]],
    ["an Idempotency-Key", { isIdempotent: true }, [...always, "conflict", "validation_failed"]],
    ["refusals of its own", { problems: ["in_use", "forbidden"] }, [...always, "in_use"]],
  ];
  it.each(cases)("of %s", (_name, more, codes) => {
    expect(problemCodes({ ...plain, ...more }).toSorted()).toEqual(codes.toSorted());
  });
});

describe("buildDocument", () => {
  const thing = z.object({ id: z.uuid(), size: z.number().default(1) });
  const page = z.object({ items: z.array(thing) });
  const body = z.strictObject({ size: z.number().default(1) });
  const get: Operation = {
    ...plain,
    answer: page,
    query: z.object({ q: z.string().optional(), n: z.coerce.number() }),
  };
  const post: Operation = { ...plain, access: "admin", answer: thing, body, status: 201, isIdempotent: true };
  const csv: Operation = { ...plain, answer: { mediaType: "text/csv" }, hasEtag: true };
  const endpoints = [
    { method: "POST", path: "/api/things", operation: post },
    { method: "GET", path: "/api/things", operation: get },
    { method: "GET", path: "/api/things/{id}/csv", operation: csv },
    { method: "DELETE", path: "/api/things/{id}/csv", operation: plain },
  ];
  // biome-ignore lint/suspicious/noExplicitAny: a document is looked into at every depth
  const document: any = buildDocument(endpoints, [
    { name: "thing", shape: thing },
    { name: "unused", shape: z.object({ no: z.string() }) },
  ]);

  it("names shapes after their contract, else after their operation, and leaves out what no route uses", () => {
    expect(Object.keys(document.components.schemas)).toEqual(["GetThingsAnswer", "PostThingsBody", "Problem", "Thing"]);
    expect(document.components.schemas.GetThingsAnswer.properties.items.items).toEqual({
      $ref: "#/components/schemas/Thing",
    });
  });

  it("describes bodies before their defaults and answers after them", () => {
    expect(document.components.schemas.PostThingsBody.required).toBeUndefined();
    expect(document.components.schemas.Thing.required).toEqual(["id", "size"]);
    expect(document.components.schemas.Thing.properties.id).toEqual({ type: "string", format: "uuid" });
  });

  it("says who may call, with which parameters and headers", () => {
    const { get: list, post: make } = document.paths["/api/things"];
    expect([list["x-required-role"], make["x-required-role"]]).toEqual(["viewer", "admin"]);
    expect(list.parameters).toMatchObject([
      { name: "q", required: false },
      { name: "n", required: true, schema: { type: "number" } },
    ]);
    expect(make.parameters).toMatchObject([{ name: "Idempotency-Key", in: "header" }]);
    expect(document.paths["/api/things/{id}/csv"].get.parameters).toMatchObject([
      { name: "id", in: "path", required: true },
      { name: "If-None-Match", in: "header" },
    ]);
  });

  it("says what is answered: JSON, other media types, nothing, and refusals that exist", () => {
    const { get: csvGet, delete: remove } = document.paths["/api/things/{id}/csv"];
    expect(Object.keys(csvGet.responses[200].content)).toEqual(["text/csv"]);
    expect(csvGet.responses[304]).toBeDefined();
    expect(remove.responses[204].content).toBeUndefined();
    expect(document.paths["/api/things"].post.responses[201]).toBeDefined();
    for (const [, name] of JSON.stringify(document.paths).matchAll(/#\/components\/responses\/([\w-]+)"/g)) {
      expect(document.components.responses[name ?? ""]).toBeDefined();
    }
  });

  it("comes in the same order whatever the order of the routes", () => {
    const again = buildDocument(endpoints.toReversed(), [{ name: "thing", shape: thing }]);
    expect(JSON.stringify(again)).toBe(JSON.stringify(document));
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, describe, expect, it } from "vitest";
import { sampleValue } from "#lib/testing/sample-value.ts";
import { collectOperations, pathOf } from "./collect-operations.ts";
import { documentFile, documentText } from "./document-text.ts";

const root = join(import.meta.dirname, "../..");
const stored = readFileSync(join(root, documentFile), "utf8");
const document = JSON.parse(stored);
const endpoints = await collectOperations(root);

type Told = { operationId: string; security?: unknown[]; "x-required-role"?: string };
const told: [string, Told][] = Object.entries<Record<string, Told>>(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, Told] => [`${method.toUpperCase()} ${path}`, operation]),
);

/** Whoever opens a route to everybody writes it down here as well. */
const open = [
  "GET /api/auth/get-session",
  "GET /healthz",
  "GET /metrics",
  "GET /readyz",
  "GET /u/{token}",
  "POST /api/auth/access-link",
  "POST /api/auth/access-link/use",
  "POST /api/auth/sign-in/email",
  "POST /api/auth/sign-in/two-factor",
  "POST /api/auth/sign-out",
  "POST /api/webhooks/sendgrid/{connectionId}",
  "POST /u/{token}",
];

/** Questions whose body is too long for a query. */
const savesNothing = new Set([
  "POST /api/config/preview",
  "POST /api/config/preview/affected",
  "POST /api/campaigns/targets",
  "POST /api/templates/preview",
]);

describe("the API document", () => {
  it("is what the routes say of themselves: else run `npm run openapi`", async () => {
    expect(await documentText(root)).toBe(stored);
  }, 60_000);

  it("is OpenAPI 3.1", async () => {
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
  });

  it("has every route, once", () => {
    expect(told.length).toBe(endpoints.length);
    expect(told.length).toBeGreaterThan(50);
    const ids = told.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has no route that leaves the refusal of other methods to the framework, which says nothing", async () => {
    const methods = ["DELETE", "GET", "PATCH", "POST", "PUT"];
    for (const file of new Set(endpoints.map((endpoint) => endpoint.file))) {
      // answers people, in HTML
      if (file.startsWith("app/u/")) continue;
      expect(Object.keys(await import(join(root, file))).sort(), file).toEqual(methods);
    }
  });

  it("limits whatever reads or takes a whole file: imports and exports", () => {
    const isFile = ({ operation: { answer, rawBody, access } }: (typeof endpoints)[number]) =>
      access !== "signature" && (rawBody !== undefined || JSON.stringify(answer)?.includes("text/csv"));
    const files = endpoints.filter(isFile);
    expect(files.length).toBeGreaterThan(6);
    for (const { method, path, operation } of files) expect(operation.rateLimit, `${method} ${path}`).toBeDefined();
  });

  it("leaves none open that is not named here", () => {
    const unguarded = told.filter(([, operation]) => operation["x-required-role"] === undefined).map(([name]) => name);
    expect(open).toEqual(expect.arrayContaining(unguarded));
  });

  it("asks for more than a viewer wherever something changes", () => {
    const writes = told.filter(([name, operation]) => !name.startsWith("GET") && operation["x-required-role"]);
    const byViewers = writes.filter(([, operation]) => operation["x-required-role"] === "viewer");
    const changing = byViewers.map(([name]) => name).filter((name) => !/ \/api\/me(\/|$)/.test(name));
    expect(changing.filter((name) => !savesNothing.has(name))).toEqual([]);
  });

  it("shows no secret in any answer but those that are made with it", () => {
    const secret = /"(password|secret|key|token|key_hash|secrets_encrypted)":\s*\{/;
    const answers = Object.entries<object>(document.components.schemas).filter(([name]) => !name.endsWith("Body"));
    const telling = answers.filter(([, schema]) => secret.test(JSON.stringify(schema))).map(([name]) => name);
    expect(telling).toEqual(["CreatedApiKeyView", "EnrolmentView", "WebhookWithSecret"]);
  });

  it("gives examples of bodies that the routes take", () => {
    const { schemas } = document.components;
    for (const { method, path, operation } of endpoints) {
      if (!operation.body) continue;
      const { schema } = document.paths[path][method.toLowerCase()].requestBody.content["application/json"];
      const parsed = operation.body.safeParse(sampleValue(schema, schemas));
      expect(parsed.error?.issues, `${method} ${path}`).toBeUndefined();
    }
  });
});

describe("collectOperations", () => {
  const folder = mkdtempSync(join(tmpdir(), "routes-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("names every handler that does not say who may call it", async () => {
    mkdirSync(join(folder, "app/api/things"), { recursive: true });
    writeFileSync(join(folder, "app/api/things/route.ts"), "export const GET = async () => new Response();\n");
    await expect(collectOperations(folder)).rejects.toThrow("GET in app/api/things/route.ts");
  });

  it.each([
    ["app/api/prospects/[id]/route.ts", "/api/prospects/{id}"],
    ["app/email-health/route.ts", "/email-health"],
    ["app/api/imports/[id]/report.csv/route.ts", "/api/imports/{id}/report.csv"],
    ["app/(console)/export/route.ts", "/export"],
  ])("puts %s at %s", (file, path) => expect(pathOf(file)).toBe(path));
});

import { globSync } from "node:fs";
import { join } from "node:path";
import type { ComponentType } from "react";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { type AuthService, createAuth } from "#lib/auth/create-auth.ts";

/** What the browser sends: pages read it from Next, which only exists inside a server. */
let sent = new Headers();
vi.mock("next/headers", () => ({ headers: async () => sent, cookies: async () => ({ get: () => undefined }) }));

const store = globalThis as typeof globalThis & { outreachAuth?: AuthService };
beforeAll(() => {
  const appUrl = "http://127.0.0.1:3000";
  store.outreachAuth = createAuth({ databaseUrl: inject("databaseUrl"), appUrl, secret: "s".repeat(40) });
});
afterAll(() => store.outreachAuth?.close());

const files = globSync("(console)/**/{page,layout}.tsx", { cwd: import.meta.dirname }).sort();

it("finds the pages", () => {
  expect(files).toContain("(console)/layout.tsx");
  expect(files.length).toBeGreaterThan(9);
});

describe.each(files)("%s", (file) => {
  it.each([
    ["without a cookie", {}],
    ["with a forged one", { cookie: "outreach.session_token=forged.signature" }],
  ])("sends who comes %s to the login page before anything is rendered", async (_name, headers) => {
    sent = new Headers(headers as Record<string, string>);
    const page = (await import(join(import.meta.dirname, file))).default as (props: unknown) => Promise<ComponentType>;
    const visit = async () => page({ params: Promise.resolve({ id: "1" }), searchParams: Promise.resolve({}) });
    await expect(visit()).rejects.toMatchObject({ digest: expect.stringContaining(";/login;") });
    sent.set("x-page-path", "/prospects?status=bounced");
    const wayBack = ";/login?next=%2Fprospects%3Fstatus%3Dbounced;";
    await expect(visit()).rejects.toMatchObject({ digest: expect.stringContaining(wayBack) });
  });
});

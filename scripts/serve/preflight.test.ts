import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { requiredEnvNames } from "#lib/env.ts";
import { ensureBuild } from "#scripts/stack/build.ts";
import { requireBuild, requireEnvironment } from "./preflight.ts";
import { localOrigin } from "./serve-console.ts";

const complete = {
  DATABASE_URL: "postgresql://outreach:hunter2@db:5432/console",
  REDIS_URL: "redis://cache:6379",
  APP_URL: "https://console.example.com",
  AUTH_SECRET: "x".repeat(32),
  ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  INNGEST_EVENT_KEY: "key",
  INNGEST_SIGNING_KEY: `signkey-prod-${"a".repeat(64)}`,
};
const problemsOf = (variables: Record<string, string>) => {
  try {
    requireEnvironment(variables);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("the environment of a production process", () => {
  test("is complete with the required variables", () => {
    expect(Object.keys(complete).toSorted()).toEqual(requiredEnvNames.toSorted());
    expect(requireEnvironment(complete)).toMatchObject({ HOST: "127.0.0.1", PORT: 3000, TRUSTED_PROXIES: [] });
  });

  test("without any, every required one is named with what to set", () => {
    const text = problemsOf({});
    for (const name of requiredEnvNames) expect(text).toMatch(new RegExp(`^  ${name} is missing: .{10,}`, "m"));
    expect(text.match(/is missing/g)).toHaveLength(requiredEnvNames.length);
  });

  test("missing and malformed ones are named together, and no value is shown", () => {
    const text = problemsOf({ ...complete, DATABASE_URL: "mysql://u:hunter2@db/x", AUTH_SECRET: "", PORT: "http" });
    expect(text).toMatch(/DATABASE_URL is not usable/);
    expect(text).toMatch(/AUTH_SECRET is missing/);
    expect(text).toMatch(/PORT is not usable: a number/);
    expect(text).not.toContain("hunter2");
  });

  test.each([
    { url: "http://console.example.com", isGood: false },
    { url: "http://10.0.0.4:3000", isGood: false },
    { url: "http://127.0.0.1:3000", isGood: true },
    { url: "http://localhost:3000", isGood: true },
    { url: "https://console.example.com", isGood: true },
  ])("APP_URL $url: $isGood", ({ url, isGood }) => {
    const text = problemsOf({ ...complete, APP_URL: url });
    if (isGood) expect(text).toBe("");
    else expect(text).toMatch(/APP_URL is not usable: begin it with https/);
  });
});

test("a build is needed, finished and of the code that lies there", async () => {
  const root = mkdtempSync(join(tmpdir(), "build-"));
  try {
    expect(() => requireBuild(root)).toThrow(/npm run build/);
    writeFileSync(join(root, "proxy.ts"), "1");
    await ensureBuild(root, async () => {
      mkdirSync(join(root, ".next"));
      writeFileSync(join(root, ".next", "BUILD_ID"), "b");
    });
    expect(() => requireBuild(root)).not.toThrow();
    writeFileSync(join(root, "proxy.ts"), "2");
    expect(() => requireBuild(root)).toThrow(/npm run build/);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test.each([
  { host: "127.0.0.1", expected: "http://127.0.0.1:80" },
  { host: "0.0.0.0", expected: "http://127.0.0.1:80" },
  { host: "::", expected: "http://[::1]:80" },
  { host: "fd00::2", expected: "http://[fd00::2]:80" },
  { host: "console", expected: "http://console:80" },
])("listening on $host it is reached at $expected", ({ host, expected }) => {
  expect(localOrigin(host, 80)).toBe(expected);
});

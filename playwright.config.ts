import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "playwright/test";

// `npm run test:e2e` serves the production build and says where it is and how to sign in.
const args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/**
 * Specs that share the installation's first tenant, its session or its processes: one file at a time, beside those with a tenant of their
 * own.
 */
const sharing = readdirSync(join(import.meta.dirname, "e2e"))
  .filter((name) => name.endsWith(".spec.ts"))
  .filter((name) => !readFileSync(join(import.meta.dirname, "e2e", name), "utf8").includes("/own-tenant.ts"))
  .map((name) => `**/${name}`);
const signedIn = { storageState: "test-results/session.json" };

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 2,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  use: {
    baseURL: process.env.E2E_BASE_URL,
    timezoneId: "America/Chicago",
    trace: "retain-on-failure",
    launchOptions: { executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH, args },
  },
  projects: [
    { name: "sign-in", testMatch: /sign-in\.setup\.ts/ },
    { name: "installation", testMatch: sharing, workers: 1, dependencies: ["sign-in"], use: signedIn },
    { name: "tenants", testIgnore: sharing, workers: 1, dependencies: ["sign-in"], use: signedIn },
  ],
});

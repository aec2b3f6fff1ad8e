import { defineConfig } from "playwright/test";

// `npm run test:e2e` serves the production build and says where it is and how to sign in.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  use: {
    baseURL: process.env.E2E_BASE_URL,
    timezoneId: "America/Chicago",
    // Otherwise a colour may be judged half-way from one theme to the other.
    contextOptions: { reducedMotion: "reduce" },
    // A trace holds the page itself at every step; pictures of it would take a third of a small machine.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: { executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH, args },
  },
  projects: [
    { name: "sign-in", testMatch: /sign-in\.setup\.ts/ },
    { name: "console", dependencies: ["sign-in"], use: { storageState: "test-results/session.json" } },
  ],
});

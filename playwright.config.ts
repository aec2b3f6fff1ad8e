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
    // Noting the page at every step takes a fifth of the time: `npm run test:e2e -- spec --trace retain-on-failure` does.
    trace: "off",
    launchOptions: { executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH, args },
  },
  projects: [
    { name: "sign-in", testMatch: /sign-in\.setup\.ts/ },
    { name: "console", dependencies: ["sign-in"], use: { storageState: "test-results/session.json" } },
  ],
});

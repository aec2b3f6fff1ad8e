import { defineConfig } from "vitest/config";

const shared = { alias: { "server-only": new URL("./lib/testing/empty.ts", import.meta.url).pathname } };
const skip = ["**/node_modules/**", "**/.next/**", "**/.data/**", "e2e/**"];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: shared,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...skip, "**/*.int.test.ts"],
          environment: "node",
          // To start a process for each of hundreds of small files takes three times as long as the tests themselves.
          isolate: false,
          maxWorkers: "100%",
          sequence: { groupOrder: 0 },
          setupFiles: ["lib/testing/after-each-file.ts"],
          testTimeout: 20_000,
        },
      },
      {
        resolve: shared,
        test: {
          name: "integration",
          include: ["**/*.int.test.ts"],
          exclude: skip,
          environment: "node",
          globalSetup: ["lib/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
        },
      },
    ],
  },
});

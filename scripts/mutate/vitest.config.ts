import { defineConfig } from "vitest/config";

/**
 * The tests of one folder of policies (Stryker gives `dir`): no alias, no service, no second project to wait for. Without those that play
 * through weeks: seconds for each of a thousand mutants, and what they would notice a table must. Without the one that reads the whole
 * project, which is not there.
 */
export default defineConfig({
  test: { include: ["*.test.ts"], exclude: ["*-over-time.test.ts", "reasons.test.ts"], environment: "node" },
});

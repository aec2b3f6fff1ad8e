import type { Target } from "./targets.ts";

/** Exact: another version would make other mutants, and other scores. Fetched by npx, because nothing but this needs their 138 packages. */
const STRYKER_VERSION = "10.1.1";

/** A target below this share of killed mutants fails (percent). */
const leastScore = 90;

/** The configuration of one run. Copies of the source go under `.data/`, which git and the other tools pass over. */
export function strykerConfig(target: Target) {
  return {
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "scripts/mutate/vitest.config.ts", dir: target.folder, related: false },
    coverageAnalysis: "perTest",
    concurrency: 1,
    timeoutMS: 20_000,
    // No `testFiles`: with it Stryker 10.1.1 wakes mutants of a module's constants only after the module is loaded, and they survive.
    mutate: target.files.map((file) => `${target.folder}/${file}.ts`),
    // TypeScript 7 has no API that Stryker could read a tsconfig with: a file that is not there is passed over.
    tsconfigFile: "none.json",
    disableTypeChecks: false,
    tempDirName: ".data/mutation",
    cleanTempDir: "always",
    ignorePatterns: [".data", ".next", "app", "bench", "components", "docs", "e2e", "prisma"],
    reporters: ["clear-text"],
    clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
    warnings: { slow: false },
    thresholds: { high: 95, low: leastScore, break: leastScore },
  };
}

/** What to start, with npx: Stryker and the runner in exact versions, Vitest in the version of the project. */
export function strykerCommand(configPath: string, vitestVersion: string): string[] {
  const packages = [
    `@stryker-mutator/core@${STRYKER_VERSION}`,
    `@stryker-mutator/vitest-runner@${STRYKER_VERSION}`,
    `vitest@${vitestVersion}`,
  ];
  return ["--yes", ...packages.map((name) => `--package=${name}`), "--", "stryker", "run", configPath];
}

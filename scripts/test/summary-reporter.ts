import type { Reporter, TestModule } from "vitest/node";
import { leaveSummary } from "./summary-file.ts";

/** Vitest reporter that leaves its results for `npm test`. A file that cannot be loaded and a stray error each count as a failure. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[] = []) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const failed = tests.filter((test) => test.result().state === "failed");
    const broken = modules.filter((module) => module.errors().length > 0);
    leaveSummary({
      passed: tests.filter((test) => test.result().state === "passed").length,
      failures: [
        ...failed.map((test) => `${test.module.relativeModuleId} > ${test.fullName}`),
        ...broken.map((module) => `${module.relativeModuleId} cannot be loaded`),
        ...unhandledErrors.map((error) => `outside of any test: ${firstLine(error)}`),
      ],
    });
  }
}

// Vitest hands errors over as plain objects
function firstLine(error: unknown): string {
  const message = typeof error === "object" && error !== null && "message" in error ? error.message : error;
  return String(message).split("\n", 1)[0] ?? "";
}

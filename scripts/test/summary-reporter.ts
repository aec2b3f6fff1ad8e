import type { Reporter, TestModule } from "vitest/node";
import { leaveSummary } from "./summary-file.ts";

/** Vitest reporter that leaves its counts for `npm test`. A file that cannot be loaded and a stray error each count as a failure. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[] = []) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === "passed").length;
    const failed = tests.filter((test) => test.result().state === "failed").length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    leaveSummary({ passed, failed: failed + broken + unhandledErrors.length });
  }
}

import { basename } from "node:path";
import type { Reporter, Suite, TestError } from "playwright/types/testReporter";
import { leaveSummary } from "./summary-file.ts";

/** Playwright reporter that leaves its results for `npm test`. Errors outside of tests count as failures. */
export default class PlaywrightSummaryReporter implements Reporter {
  #suite: Suite | undefined;
  #strayErrors: TestError[] = [];

  onBegin(_config: unknown, suite: Suite) {
    this.#suite = suite;
  }

  onError(error: TestError) {
    this.#strayErrors.push(error);
  }

  onEnd() {
    const tests = this.#suite?.allTests() ?? [];
    const ended = (...outcomes: string[]) => tests.filter((test) => outcomes.includes(test.outcome()));
    leaveSummary({
      passed: ended("expected", "flaky").length,
      failures: [
        ...ended("unexpected").map((test) => `${basename(test.location.file)} > ${test.title}`),
        ...this.#strayErrors.map(({ message = "" }) => `outside of any test: ${message.split("\n", 1)[0]}`),
      ],
    });
  }
}

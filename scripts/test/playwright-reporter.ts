import type { Reporter, Suite } from "playwright/types/testReporter";
import { leaveSummary } from "./summary-file.ts";

/** Playwright reporter that leaves its counts for `npm test`. Errors outside of tests count as failures. */
export default class PlaywrightSummaryReporter implements Reporter {
  #suite: Suite | undefined;
  #strayErrors = 0;

  onBegin(_config: unknown, suite: Suite) {
    this.#suite = suite;
  }

  onError() {
    this.#strayErrors += 1;
  }

  onEnd() {
    const outcomes = this.#suite?.allTests().map((test) => test.outcome()) ?? [];
    const passed = outcomes.filter((outcome) => outcome === "expected" || outcome === "flaky").length;
    const failed = outcomes.filter((outcome) => outcome === "unexpected").length;
    leaveSummary({ passed, failed: failed + this.#strayErrors });
  }
}

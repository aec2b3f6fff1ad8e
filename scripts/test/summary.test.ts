import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import PlaywrightSummaryReporter from "./playwright-reporter.ts";
import { addSummaries, leaveSummary, readSummary, SUMMARY_VARIABLE } from "./summary-file.ts";
import SummaryReporter from "./summary-reporter.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "summary-"));
  file = join(folder, "summary.json");
  vi.stubEnv(SUMMARY_VARIABLE, file);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe("readSummary", () => {
  const cases = [
    { name: "all passed", left: { passed: 3, failed: 0 }, outcome: "code 0", expected: { passed: 3, failed: 0 } },
    { name: "some failed", left: { passed: 3, failed: 2 }, outcome: "code 1", expected: { passed: 3, failed: 2 } },
    {
      name: "the runner was not content for another reason",
      left: { passed: 3, failed: 0 },
      outcome: "code 1",
      expected: { passed: 3, failed: 1 },
    },
    { name: "nothing ran", left: { passed: 0, failed: 0 }, outcome: "code 0", expected: { passed: 0, failed: 1 } },
    {
      name: "the runner died before its end",
      left: null,
      outcome: "signal SIGKILL",
      expected: { passed: 0, failed: 1 },
    },
  ];
  test.each(cases)("$name", ({ left, outcome, expected }) => {
    if (left) leaveSummary(left);
    expect(readSummary(file, outcome)).toEqual(expected);
  });

  test("counts of several runs add up", () => {
    expect(
      addSummaries([
        { passed: 1, failed: 2 },
        { passed: 10, failed: 20 },
      ]),
    ).toEqual({ passed: 11, failed: 22 });
    expect(addSummaries([])).toEqual({ passed: 0, failed: 0 });
  });

  test("a runner used by hand leaves nothing", () => {
    vi.stubEnv(SUMMARY_VARIABLE, "");
    leaveSummary({ passed: 1, failed: 0 });
    expect(readSummary(file, "code 0")).toEqual({ passed: 0, failed: 1 });
  });
});

describe("the Vitest reporter", () => {
  const module = (states: string[], errors: unknown[] = []) => ({
    errors: () => errors,
    children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
  });

  test("counts tests, files that cannot be loaded and stray errors; skipped tests count as neither", () => {
    const modules = [module(["passed", "passed", "failed", "skipped"]), module([], [new Error("syntax")])];
    new SummaryReporter().onTestRunEnd(modules as never, [new Error("stray")]);
    expect(readSummary(file, "code 1")).toEqual({ passed: 2, failed: 3 });
  });
});

describe("the Playwright reporter", () => {
  test("counts tests and stray errors; a flaky test has passed, a skipped one counts as neither", () => {
    const reporter = new PlaywrightSummaryReporter();
    const outcomes = ["expected", "flaky", "unexpected", "skipped"];
    writeFileSync(file, "{}");
    reporter.onBegin({}, { allTests: () => outcomes.map((outcome) => ({ outcome: () => outcome })) } as never);
    reporter.onError();
    reporter.onEnd();
    expect(readSummary(file, "code 1")).toEqual({ passed: 2, failed: 2 });
  });
});

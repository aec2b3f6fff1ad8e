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
    {
      name: "all passed",
      left: { passed: 3, failures: [] },
      outcome: "code 0",
      expected: { passed: 3, failures: [] },
    },
    {
      name: "some failed",
      left: { passed: 3, failures: ["a", "b"] },
      outcome: "code 1",
      expected: { passed: 3, failures: ["a", "b"] },
    },
    {
      name: "the runner was not content for another reason",
      left: { passed: 3, failures: [] },
      outcome: "code 1",
      expected: { passed: 3, failures: ["the runner ended with code 1"] },
    },
    {
      name: "nothing ran",
      left: { passed: 0, failures: [] },
      outcome: "code 0",
      expected: { passed: 0, failures: ["no test ran"] },
    },
    {
      name: "the runner died before its end",
      left: null,
      outcome: "signal SIGKILL",
      expected: { passed: 0, failures: ["the runner ended with signal SIGKILL"] },
    },
  ];
  test.each(cases)("$name", ({ left, outcome, expected }) => {
    if (left) leaveSummary(left);
    expect(readSummary(file, outcome)).toEqual(expected);
  });

  test("several runs add up", () => {
    expect(
      addSummaries([
        { passed: 1, failures: ["a"] },
        { passed: 10, failures: ["b", "c"] },
      ]),
    ).toEqual({ passed: 11, failures: ["a", "b", "c"] });
    expect(addSummaries([])).toEqual({ passed: 0, failures: [] });
  });

  test("a runner used by hand leaves nothing", () => {
    vi.stubEnv(SUMMARY_VARIABLE, "");
    leaveSummary({ passed: 1, failures: [] });
    expect(readSummary(file, "code 0")).toEqual({ passed: 0, failures: ["no test ran"] });
  });
});

describe("the Vitest reporter", () => {
  const module = (relativeModuleId: string, states: string[], errors: unknown[] = []) => {
    const self = {
      relativeModuleId,
      errors: () => errors,
      children: {
        allTests: () => states.map((state, n) => ({ fullName: `test ${n}`, module: self, result: () => ({ state }) })),
      },
    };
    return self;
  };

  test("tells of tests, files that cannot be loaded and stray errors; skipped tests count as neither", () => {
    const modules = [
      module("a.test.ts", ["passed", "passed", "failed", "skipped"]),
      module("b.test.ts", [], [new Error("syntax")]),
    ];
    new SummaryReporter().onTestRunEnd(modules as never, [new Error("stray\nat somewhere"), "thrown text"]);
    expect(readSummary(file, "code 1")).toEqual({
      passed: 2,
      failures: [
        "a.test.ts > test 2",
        "b.test.ts cannot be loaded",
        "outside of any test: stray",
        "outside of any test: thrown text",
      ],
    });
  });
});

describe("the Playwright reporter", () => {
  test("tells of tests and stray errors; a flaky test has passed, a skipped one counts as neither", () => {
    const reporter = new PlaywrightSummaryReporter();
    const tests = ["expected", "flaky", "unexpected", "skipped"].map((outcome) => ({
      title: `is ${outcome}`,
      location: { file: "/somewhere/a.spec.ts" },
      outcome: () => outcome,
    }));
    writeFileSync(file, "{}");
    reporter.onBegin({}, { allTests: () => tests } as never);
    reporter.onError({ message: "no browser\nat all" });
    reporter.onEnd();
    expect(readSummary(file, "code 1")).toEqual({
      passed: 2,
      failures: ["a.spec.ts > is unexpected", "outside of any test: no browser"],
    });
  });
});

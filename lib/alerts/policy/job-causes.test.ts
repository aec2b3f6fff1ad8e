import { describe, expect, it } from "vitest";
import { calmFacts, hoursAgo, noon } from "../testing/alert-facts.ts";
import type { JobFact } from "./facts.ts";
import { jobCauses } from "./job-causes.ts";

const minuteMs = 60_000;
const job: JobFact = {
  functionId: "run-sequencer",
  title: "Sequencer",
  isVital: true,
  periodMs: 30 * minuteMs,
  expectedSince: hoursAgo(500),
  lastSuccessAt: hoursAgo(0.4),
  failure: null,
};

function find(fact: Partial<JobFact>, evaluations = calmFacts.evaluations) {
  return jobCauses({ jobs: [{ ...job, ...fact }], evaluations }, noon);
}

describe("a job that does not come", () => {
  it.each([
    { name: "runs as it should", fact: {}, expected: [] },
    { name: "two runs missed", fact: { lastSuccessAt: hoursAgo(1.4) }, expected: [] },
    { name: "three runs missed", fact: { lastSuccessAt: hoursAgo(1.6) }, expected: ["critical"] },
    { name: "of lesser weight", fact: { lastSuccessAt: hoursAgo(1.6), isVital: false }, expected: ["warning"] },
    { name: "never ran", fact: { lastSuccessAt: null }, expected: ["critical"] },
    { name: "expected since an hour only", fact: { lastSuccessAt: null, expectedSince: hoursAgo(1) }, expected: [] },
    { name: "not expected at all", fact: { lastSuccessAt: hoursAgo(90), periodMs: null }, expected: [] },
  ])("$name", ({ fact, expected }) => expect(find(fact).map((cause) => cause.severity)).toEqual(expected));

  it("is forgiven for the time in which nothing ran", () => {
    const restarted = [hoursAgo(0), hoursAgo(0.08), hoursAgo(9)];
    expect(find({ lastSuccessAt: hoursAgo(9) }, restarted)).toEqual([]);
    expect(find({ lastSuccessAt: hoursAgo(9) }, [])).toEqual([]);
  });

  it("is not forgiven for the run of the day", () => {
    const daily = { functionId: "run-recontact", isVital: false, periodMs: 24 * 60 * minuteMs };
    expect(find({ ...daily, lastSuccessAt: hoursAgo(47) }, [])).toEqual([]);
    expect(find({ ...daily, lastSuccessAt: hoursAgo(49) }, [])).toMatchObject([
      { severity: "warning", evidence: { missed: 2, last_success_at: hoursAgo(49).toISOString() } },
    ]);
  });
});

describe("a job that fails", () => {
  it.each([
    { name: "a moment ago", hours: 0.1, count: 0 },
    { name: "and was not made good", hours: 0.2, count: 1 },
  ])("$name", ({ hours, count }) => {
    const failure = { at: hoursAgo(hours), error: "The provider is away." };
    expect(find({ failure, periodMs: null })).toHaveLength(count);
  });

  it("says why, and is told of once when it also stands still", () => {
    const failure = { at: hoursAgo(1), error: null };
    expect(find({ failure })).toMatchObject([
      { kind: "job_stalled", severity: "warning", detail: "Its last run failed: no reason was kept." },
    ]);
    expect(find({ failure, lastSuccessAt: hoursAgo(3) })).toMatchObject([
      { severity: "critical", evidence: { missed: 6 } },
    ]);
  });
});

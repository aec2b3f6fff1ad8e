import { expect, it } from "vitest";
import { causeOf, isComplaintPause, probationRelease } from "./guard-record.ts";

it.each([
  { name: "never paused", reason: null, evidence: null, cause: null },
  {
    name: "paused by the guard, its cause kept",
    reason: "low_score",
    evidence: { cause: "complaint_rate" },
    cause: "complaint_rate",
  },
  {
    name: "on probation: the cause of the pause before",
    reason: "rest_over",
    evidence: { cause: "bounce_rate" },
    cause: "bounce_rate",
  },
  { name: "paused before causes were kept", reason: "blocked_rate", evidence: { bounced: 7 }, cause: "blocked_rate" },
  { name: "paused by a person", reason: "paused_by_person", evidence: { by: "ann" }, cause: null },
  {
    name: "a cause of null, as after a person's pause",
    reason: "paused_by_person",
    evidence: { cause: null },
    cause: null,
  },
  { name: "a cause that is no text", reason: "bounce_rate", evidence: { cause: 7 }, cause: "bounce_rate" },
])("why the guard had paused it: $name", ({ reason, evidence, cause }) => {
  expect(causeOf({ reason, evidence })).toBe(cause);
});

it.each([
  ["complaint_rate", true, "release_by_sends_and_week"],
  ["bounce_rate", false, "release_by_sends"],
  ["account_complaints", false, "release_by_sends"],
  [null, false, "release_by_sends"],
])("after %s the domain must be without complaints for a week: %s", (cause, isByComplaints, release) => {
  expect([isComplaintPause(cause), probationRelease(cause)]).toEqual([isByComplaints, release]);
});

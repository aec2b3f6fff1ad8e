import { describe, expect, it } from "vitest";
import type { HealthStateName } from "../types.ts";
import { type GuardRecord, healthyRecord } from "./guard-record.ts";
import { pausedByPerson, resumedByPerson } from "./persons-word.ts";

const now = new Date("2026-06-10T16:00:00Z");
const earlier = new Date("2026-06-01T08:00:00Z");
const word = { by: "ann@leadlock.test", note: "list was cleaned" };
const guardPause: GuardRecord = {
  ...healthyRecord,
  state: "paused",
  reason: "bounce_rate",
  evidence: { cause: "bounce_rate", bounced: 7 },
  releasesAt: new Date("2026-06-11T00:00:00Z"),
  pauseCount: 2,
  resumedAt: earlier,
};

describe("a person's pause", () => {
  it.each<HealthStateName>(["healthy", "watch", "throttled", "probation"])(
    "stops what is %s, and no clock ends it",
    (state) => {
      const paused = pausedByPerson({ ...healthyRecord, state, resumedAt: earlier, pauseCount: 1 }, word);
      expect(paused).toMatchObject({ state: "paused", reason: "paused_by_person", releasesAt: null, pauseCount: 1 });
      expect(paused?.evidence).toMatchObject({ ...word, release: "release_by_person" });
    },
  );

  it("holds what the guard had paused for longer than its rest", () => {
    expect(pausedByPerson(guardPause, word)).toMatchObject({ reason: "paused_by_person", releasesAt: null });
  });

  it("changes nothing the second time", () => {
    const first = pausedByPerson(healthyRecord, word);
    expect(first && pausedByPerson(first, word)).toBeNull();
  });

  it("is never kept out by what is stored of an earlier one", () => {
    const odd = { ...healthyRecord, reason: "paused_by_person" };
    expect(pausedByPerson(odd, word)).toMatchObject({ state: "paused", reason: "paused_by_person" });
  });
});

describe("a person's resume", () => {
  it.each<HealthStateName>(["healthy", "watch", "throttled", "probation"])(
    "of their own pause gives back %s, its counts running on",
    (state) => {
      const before = { ...healthyRecord, state, reason: "bounce_rate", resumedAt: earlier, pauseCount: 1 };
      const paused = pausedByPerson(before, word) as GuardRecord;
      expect(resumedByPerson(paused, "mailbox", word, now)).toMatchObject({
        state,
        reason: "resumed_by_person",
        resumedAt: earlier,
        pauseCount: 1,
      });
    },
  );

  it.each<{ state: HealthStateName; evidence: GuardRecord["evidence"]; kept: object }>([
    { state: "healthy", evidence: null, kept: {} },
    {
      state: "watch",
      evidence: { cause: "bounce_rate" },
      kept: { cause: "bounce_rate", release: "release_by_calm_day" },
    },
    { state: "throttled", evidence: null, kept: { release: "release_by_calm_day" } },
    {
      state: "probation",
      evidence: { cause: "blocked_rate" },
      kept: { cause: "blocked_rate", release: "release_by_sends" },
    },
    { state: "probation", evidence: null, kept: { release: "release_by_sends" } },
  ])("of their own pause says who, why and what ends $state: $kept", ({ state, evidence, kept }) => {
    const paused = pausedByPerson({ ...healthyRecord, state, evidence }, word) as GuardRecord;
    expect(resumedByPerson(paused, "mailbox", word, now)?.evidence).toEqual({ ...word, ...kept });
  });

  it.each([
    ["the guard's pause", guardPause],
    ["the guard's pause that a person held", pausedByPerson(guardPause, word) as GuardRecord],
  ])("of %s is the start of a probation, not the end of protection", (_name, record) => {
    expect(resumedByPerson(record, "domain", word, now)).toMatchObject({
      state: "probation",
      resumedAt: now,
      releasesAt: null,
      pauseCount: 2,
      evidence: { ...word, cause: "bounce_rate", release: "release_by_sends" },
    });
  });

  it("of a probation they had paused keeps what it has to prove", () => {
    const onProbation = { ...healthyRecord, state: "probation" as const, evidence: { cause: "complaint_rate" } };
    const paused = pausedByPerson(onProbation, word) as GuardRecord;
    expect(resumedByPerson(paused, "mailbox", word, now)?.evidence).toMatchObject({
      cause: "complaint_rate",
      release: "release_by_sends_and_week",
    });
  });

  it("releases a connection, which counts anew", () => {
    const stopped = { ...guardPause, reason: "account_bounces", releasesAt: null };
    expect(resumedByPerson(stopped, "connection", word, now)).toMatchObject({
      state: "healthy",
      resumedAt: now,
      evidence: word,
    });
  });

  it("takes a pause of the time before evidence was kept for one of a healthy scope", () => {
    const old = {
      ...healthyRecord,
      state: "paused" as const,
      reason: "paused_by_person",
      evidence: { by: "ann", note: null },
    };
    expect(resumedByPerson(old, "mailbox", word, now)).toMatchObject({ state: "healthy" });
  });

  it.each<HealthStateName>(["healthy", "watch", "throttled", "probation"])("changes nothing of %s", (state) => {
    expect(resumedByPerson({ ...healthyRecord, state }, "mailbox", word, now)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import {
  decidedByText,
  isJudged,
  placeNote,
  placeWord,
  speedText,
  speedWord,
  stateWord,
  statusWord,
} from "./health-words.ts";

describe("words", () => {
  it.each(["no_data", "warmup", "excellent", "good", "warning", "poor", "critical"])("status %s", (code) => {
    expect(statusWord(code).meaning).toMatch(/\.$/);
  });
  it.each(["normal", "reduced", "critical", "probation", "paused"] as const)("speed %s", (speed) => {
    expect(speedText({ state: "healthy", throttle: "normal", speed, reason: null })).toMatch(/^\w+ \w+\. .*\.$/);
  });
  it.each(["healthy", "watch", "throttled", "paused", "probation"])("state %s", (code) => {
    expect(stateWord(code).meaning).toMatch(/\.$/);
  });
  it("knows no speed of what is paused", () => {
    const paused = { state: "paused", throttle: "normal", speed: "paused", reason: "mailbox_paused" } as const;
    expect(speedWord(paused)).toBeNull();
    expect(speedText(paused)).toBe("None while it is paused.");
  });
  it.each([
    ["throttled", "normal", "reduced", null, "Half speed"],
    ["throttled", "critical", "critical", null, "Quarter speed"],
    ["probation", "normal", "probation", null, "Probation quota"],
    ["healthy", "normal", "reduced", null, "Half speed"],
    ["healthy", "paused", "critical", null, "Quarter speed"],
    ["healthy", "paused", "paused", "domain_score_paused", "Paused by score"],
    ["healthy", "normal", "paused", "domain_paused", "Sends nothing"],
    ["healthy", "normal", "normal", null, "Full speed"],
  ] as const)("names the speed of a place in state %s, throttle %s, that is let through at %s: %s", (...given) => {
    const [state, throttle, speed, reason, label] = given;
    expect(speedWord({ state, throttle, speed, reason })?.label).toBe(label);
  });
  it("says where it is the sending domain that slows a mailbox", () => {
    const domain = { state: "throttled", throttle: "normal", speed: "reduced" } as const;
    const mailbox = { state: "healthy", throttle: "normal", speed: "reduced", reason: null } as const;
    expect(speedText(mailbox, domain)).toContain("Its sending domain is held to it.");
    expect(speedText({ ...mailbox, state: "throttled" }, domain)).not.toContain("sending domain");
    expect(speedText({ ...mailbox, speed: "normal" }, { ...domain, speed: "normal" })).not.toContain("sending domain");
  });
  it("knows no rest of a pause that only a person ends", () => {
    const meaning = (release: string | null) => stateWord("paused", release).meaning;
    expect(meaning("release_by_person")).toBe("Nothing is sent until a person resumes it.");
    expect(meaning("release_by_rest")).toBe("Nothing is sent until its rest is over or a person resumes it.");
    expect(meaning(null)).toBe("Nothing is sent while it is paused.");
    expect(stateWord("watch", "release_by_calm_day").meaning).toContain("sends go on");
  });
  it("takes a score of little or no mail for none", () => {
    expect(["no_data", "warmup", "critical", "excellent"].map(isJudged)).toEqual([false, false, true, true]);
  });
  it("shows a code of newer code as it is", () => {
    expect(stateWord("cooling_off")).toMatchObject({ label: "cooling off", tone: "neutral" });
  });
  it("marks what stops sending as bad", () => {
    expect([statusWord("critical").tone, stateWord("paused").tone]).toEqual(["bad", "bad"]);
  });
  it.each([
    ["healthy", "normal", "normal", "Healthy"],
    ["healthy", "normal", "reduced", "Healthy"],
    ["watch", "normal", "normal", "Watch"],
    ["healthy", "critical", "critical", "Quarter speed"],
    ["watch", "reduced", "reduced", "Half speed"],
    ["healthy", "paused", "paused", "Paused by score"],
    ["healthy", "paused", "critical", "Quarter speed"],
    ["throttled", "critical", "critical", "Throttled"],
    ["paused", "paused", "paused", "Paused"],
  ] as const)("calls a place in state %s with throttle %s and speed %s: %s", (state, throttle, speed, label) => {
    expect(placeWord({ state, throttle, speed }).label).toBe(label);
  });
  it.each([
    ["healthy", "excellent", "normal", "normal", "Excellent"],
    ["healthy", "excellent", "normal", "reduced", "Excellent, half speed"],
    ["watch", "excellent", "normal", "normal", "Excellent"],
    ["watch", "poor", "critical", "critical", "Poor, watch"],
    ["throttled", "excellent", "normal", "reduced", "Excellent, half speed"],
    ["throttled", "poor", "critical", "critical", "Poor, quarter speed"],
    ["probation", "excellent", "normal", "probation", "Excellent"],
    ["paused", "critical", "paused", "paused", "Critical"],
    ["healthy", "critical", "paused", "paused", "Critical"],
    ["healthy", "critical", "paused", "critical", "Critical"],
  ] as const)("adds to a place in state %s, score %s, throttle %s, speed %s: %s", (...given) => {
    const [state, status, throttle, speed, note] = given;
    expect(placeNote({ state, status, throttle, speed })).toBe(note);
  });
  it("names the deciding rule, and shows one of newer code as it is", () => {
    expect(decidedByText("bounce_rate")).toBe("bounces of at least 18 %");
    expect(decidedByText("some_rule")).toBe("some rule");
  });
});

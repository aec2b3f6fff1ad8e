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
  throttleWord,
} from "./health-words.ts";

describe("words", () => {
  it.each(["no_data", "warmup", "excellent", "good", "warning", "poor", "critical"])("status %s", (code) => {
    expect(statusWord(code).meaning).toMatch(/\.$/);
  });
  it.each(["normal", "reduced", "critical", "paused"])("throttle %s", (code) => {
    expect(throttleWord(code).meaning).toMatch(/\.$/);
  });
  it.each(["healthy", "watch", "throttled", "paused", "probation"])("state %s", (code) => {
    expect(stateWord(code).meaning).toMatch(/\.$/);
  });
  it("knows no speed of what is paused", () => {
    expect(speedWord({ state: "paused", throttle: "normal" })).toBeNull();
    expect(speedText({ state: "paused", throttle: "normal" })).toBe("None while it is paused.");
    expect(speedText({ state: "healthy", throttle: "normal" })).toBe("Full speed. The whole daily cap may be used.");
  });
  it("takes a score of little or no mail for none", () => {
    expect(["no_data", "warmup", "critical", "excellent"].map(isJudged)).toEqual([false, false, true, true]);
  });
  it("shows a code of newer code as it is", () => {
    expect(stateWord("cooling_off")).toMatchObject({ label: "cooling off", tone: "neutral" });
  });
  it("marks what stops sending as bad", () => {
    expect([statusWord("critical").tone, throttleWord("paused").tone, stateWord("paused").tone]).toEqual([
      "bad",
      "bad",
      "bad",
    ]);
  });
  it.each([
    ["healthy", "normal", "Healthy"],
    ["watch", "normal", "Watch"],
    ["healthy", "critical", "Quarter speed"],
    ["watch", "reduced", "Half speed"],
    ["throttled", "critical", "Throttled"],
    ["paused", "paused", "Paused"],
  ])("calls a place in state %s with throttle %s: %s", (state, throttle, label) => {
    expect(placeWord({ state, throttle }).label).toBe(label);
  });
  it.each([
    ["healthy", "excellent", "normal", "Excellent"],
    ["watch", "excellent", "normal", "Excellent"],
    ["watch", "poor", "critical", "Poor, watch"],
    ["throttled", "poor", "critical", "Poor, quarter speed"],
    ["paused", "critical", "paused", "Critical"],
    ["healthy", "critical", "paused", "Critical"],
  ])("adds to a place in state %s with a score that is %s and throttle %s: %s", (state, status, throttle, note) => {
    expect(placeNote({ state, status, throttle })).toBe(note);
  });
  it("names the deciding rule, and shows one of newer code as it is", () => {
    expect(decidedByText("bounce_rate")).toBe("bounces of at least 18 %");
    expect(decidedByText("some_rule")).toBe("some rule");
  });
});

import { describe, expect, it } from "vitest";
import { describeCounts, runStatusWord } from "./job-words.ts";

describe("runStatusWord", () => {
  it.each([
    ["queued", "neutral"],
    ["succeeded", "ok"],
    ["failed", "bad"],
  ] as const)("%s → %s", (status, tone) => expect(runStatusWord(status).tone).toBe(tone));
});

describe("describeCounts", () => {
  it("writes counts and reasons, and leaves out reasons that never fitted", () => {
    const counts = { due: 1200, not_due: 3, passed_over: { mailbox_cap: 4, domain_cap: 0 } };
    expect(describeCounts(counts)).toEqual(["1,200 due", "3 not due", "4 × Mailbox used its cap for the day"]);
  });
  it("says what the health guard changed, and why", () => {
    const counts = { judged: 12, changed: { bounce_rate: 2, rest_over: 1 } };
    expect(describeCounts(counts)).toEqual(["12 judged", "2 × Too many bounces", "1 × Back after its rest"]);
  });
  it("has nothing to say about no counts", () => expect(describeCounts({})).toEqual([]));
});

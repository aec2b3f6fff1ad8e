import { describe, expect, it } from "vitest";
import { holdReasons } from "#lib/shared/reasons.ts";
import { nextFacts } from "../testing/next-facts.ts";
import { explainNext } from "./explain-next.ts";

const now = new Date("2026-06-10T16:00:00Z");

describe("what is held", () => {
  const noStepWaits: Record<string, string> = {
    sequence_finished: "nothing follows step 1",
    no_campaign_step: "nothing follows step 1",
    cooldown: "the last email is older than the re-contact cooldown",
  };
  it.each(Object.entries(holdReasons))(
    "held by %s: says what waits and what ends it",
    (holdReason, { label, clears }) => {
      expect(explainNext(nextFacts({ status: "contacted", step: 1, holdReason }), now)).toEqual({
        kind: "held",
        isDue: false,
        at: null,
        reason: holdReason,
        sentence: `${label}: ${noStepWaits[holdReason] ?? "step 2 waits"}.`,
        short: label,
        clears,
        waitsFor: null,
      });
    },
  );

  it("a campaign that has no step for a new prospect makes the first one wait", () => {
    const { sentence } = explainNext(nextFacts({ holdReason: "no_campaign_step" }), now);
    expect(sentence).toBe("Campaign has no further step: step 1 waits.");
  });
});

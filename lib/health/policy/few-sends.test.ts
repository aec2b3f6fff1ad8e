import { expect, it } from "vitest";
import { chooserThrottle } from "#lib/reputation/policy/chooser-throttle.ts";
import { computeEmailScore } from "#lib/reputation/policy/compute-email-score.ts";
import { guardWindows } from "#lib/testing/guard-facts.ts";
import { assessScope } from "./assess.ts";

const sizes = Array.from({ length: 60 }, (_, i) => ({ sent: i + 1 }));

it.each(sizes)("one bounce among $sent sends stops nobody: neither the score nor the guard", ({ sent }) => {
  const counts = { sent, delivered: sent - 1, bounced: 1, complained: 0, opened: 0, clicked: 0 };
  expect(chooserThrottle(computeEmailScore(counts))).not.toBe("paused");
  for (const kind of ["mailbox", "domain", "connection"] as const)
    expect(assessScope(kind, guardWindows({ sent, bounced: 1 }), null).verdict).not.toBe("paused");
});

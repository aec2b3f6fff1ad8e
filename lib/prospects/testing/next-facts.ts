import type { NextFacts } from "../policy/explain-next.ts";

/** A new prospect of whom nothing is known, but for what is given. */
export const nextFacts = (change: Partial<NextFacts>): NextFacts => ({
  status: "cold",
  step: 0,
  nextSendAt: null,
  holdReason: null,
  lastDecision: null,
  campaign: null,
  openEmail: null,
  obstacle: null,
  ...change,
});

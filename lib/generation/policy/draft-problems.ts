import type { Draft, WritingFacts } from "../types.ts";
import { honestyProblems } from "./honesty.ts";
import { type DraftProblem, qualityProblems } from "./quality-gate.ts";
import { type Precedents, repetitionProblems } from "./repetition.ts";

/** Everything that keeps a generated draft from being sent; empty when it may go out. */
export function draftProblems(draft: Draft, facts: WritingFacts, precedents: Precedents): DraftProblem[] {
  return [...repetitionProblems(draft, precedents), ...qualityProblems(draft, facts), ...honestyProblems(draft, facts)];
}

/** Whether nothing keeps a draft from being sent: as `draftProblems`, but it ends with the first thing that does. */
export function isSendable(draft: Draft, facts: WritingFacts, precedents: Precedents): boolean {
  if (repetitionProblems(draft, precedents).length > 0) return false;
  return qualityProblems(draft, facts).length === 0 && honestyProblems(draft, facts).length === 0;
}

import type { Draft, WritingFacts } from "../types.ts";
import { honestyProblems } from "./honesty.ts";
import { type DraftProblem, qualityProblems } from "./quality-gate.ts";
import { type Precedents, repetitionProblems } from "./repetition.ts";

/** Everything that keeps a generated draft from being sent; empty when it may go out. */
export function draftProblems(draft: Draft, facts: WritingFacts, precedents: Precedents): DraftProblem[] {
  return [...repetitionProblems(draft, precedents), ...qualityProblems(draft, facts), ...honestyProblems(draft, facts)];
}

import type { Draft, PreviousMessage } from "../types.ts";
import type { DraftProblem } from "./quality-gate.ts";
import { jaccard, maxSimilarity, shinglesOf, subjectKey } from "./similarity.ts";

/** Earlier messages prepared for many comparisons. */
export type Precedents = { shingles: Set<string>[]; subjects: Set<string> };

/** Whoever writes message after message to one prospect compares with the same ones again and again. */
const shinglesMemo = new WeakMap<PreviousMessage, Set<string>>();

export function precedentsOf(previous: readonly PreviousMessage[]): Precedents {
  return {
    shingles: previous.map(shinglesOfMessage),
    subjects: new Set(previous.map((message) => subjectKey(message.subject))),
  };
}

function shinglesOfMessage(message: PreviousMessage): Set<string> {
  const known = shinglesMemo.get(message) ?? shinglesOf(message.core);
  shinglesMemo.set(message, known);
  return known;
}

/** Whether a draft repeats what the prospect has read before (SPEC §7: 4-word shingles ≤ 0.4, another subject). */
export function repetitionProblems(draft: Draft, precedents: Precedents): DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (precedents.subjects.has(subjectKey(draft.subject))) {
    problems.push({ code: "repeated_subject", message: "The subject was used before; write another." });
  }
  const shingles = shinglesOf(draft.core);
  if (precedents.shingles.some((earlier) => jaccard(shingles, earlier) > maxSimilarity)) {
    problems.push({ code: "repeated_text", message: "The body repeats an earlier message; say something else." });
  }
  return problems;
}

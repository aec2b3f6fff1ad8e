import type { Draft, WritingFacts } from "../types.ts";
import type { DraftProblem } from "./quality-gate.ts";
import { wordsOf } from "./similarity.ts";

/** Stories and ties nobody can vouch for: the writer, person or model, has no such knowledge. */
const anecdotes: readonly RegExp[] = [
  /\b(one|some|several|many|a few|two|three) of (our|my) (clients|customers|partners)\b/i,
  /\b(a|another|our) (client|customer) (of ours|of mine|told|said|saw|in)\b/i,
  /\bwe (recently|just|already) (helped|worked|served)\b/i,
  /\b(last|this) (week|month|year),? (i|we) (spoke|talked|met|helped|worked|visited)\b/i,
  /\bi (recently )?(spoke|talked|met|chatted) (with|to)\b/i,
  /\bi (saw|noticed|came across|drove past|visited|loved|enjoyed|read|stumbled)\b/i,
  /\bi('ve| have) been (following|watching|admiring)\b/i,
  /\b(mutual|common) (friend|acquaintance|connection)\b/i,
  /\b(as|like) we discussed\b/i,
  /\b(your|a) (neighbor|neighbour)\b/i,
];

const growthClaims = /\b(doubled|tripled|quadrupled|halved|(two|three|four|five|ten) times (as|more|the))\b/i;
const lastEmailClaims =
  /\b(last|final) (e-?mail|note|message|time i)\b|\bwon['’]t (write|e-?mail|message|contact|reach out|bother)\b|\bnot (write|contact|e-?mail) (you )?again\b|\bclose (your|the|this) file\b/i;

/** What is not honest in a draft (SPEC §7): invented stories or figures, an unnamed sender, a false farewell. */
export function honestyProblems(draft: Draft, facts: WritingFacts): DraftProblem[] {
  const text = `${draft.subject}\n${draft.core}`;
  const problems: DraftProblem[] = [];
  const story = anecdotes.find((pattern) => pattern.test(text));
  if (story)
    problems.push({ code: "anecdote", message: `Do not tell of people or meetings: "${story.exec(text)?.[0]}".` });
  const figure = inventedFigure(text, facts);
  if (figure !== null)
    problems.push({ code: "figure", message: `Do not state figures that are not given: "${figure}".` });
  if (facts.step === 1 && !saysWhoWrites(draft, facts)) {
    problems.push({ code: "sender", message: `Say who writes: name ${facts.sender.company}.` });
  }
  if (!facts.isLastEmail && lastEmailClaims.test(text)) {
    problems.push({ code: "false_farewell", message: "Do not say or hint that this is the last message: it is not." });
  }
  return problems;
}

/** Every number must be one that was given: in the prospect's facts, the names, or a meeting length. */
function inventedFigure(text: string, facts: WritingFacts): string | null {
  const growth = growthClaims.exec(text);
  if (growth) return growth[0];
  const { prospect, sender } = facts;
  const names = [prospect.company, prospect.city, prospect.firstName, sender.company, sender.name, sender.bookingUrl];
  const figures = [prospect.googleRating, prospect.reviewCount, ...numbersIn(names.join(" "))];
  const given = new Set(figures.map((figure) => String(figure).replaceAll(",", "")));
  const plain = text.replace(/\b(10|15|20|30)[- ]minutes?\b/gi, " ").replace(/\b24\/7\b/g, " ");
  return numbersIn(plain).find((figure) => !given.has(figure.replaceAll(",", ""))) ?? null;
}

/** Numbers as written, with their currency or percent sign. */
function numbersIn(text: string): string[] {
  return (text.match(/[$€£]?\d[\d,]*(?:\.\d+)?\s?%?/g) ?? []).map((figure) => figure.trim().replace(/,$/, ""));
}

function saysWhoWrites(draft: Draft, facts: WritingFacts): boolean {
  return ` ${wordsOf(draft.core).join(" ")} `.includes(` ${wordsOf(facts.sender.company).join(" ")} `);
}

import { angleForCycle } from "../policy/angles.ts";
import type { Draft, ProspectFacts, WritingFacts } from "../types.ts";

export const knownProspect: ProspectFacts = {
  id: "0193",
  firstName: "Pat",
  company: "Route 66 Plumbing",
  city: "Springfield",
  stateCode: "IL",
  tradeType: "plumbing",
  googleRating: 4.6,
  reviewCount: 1200,
};

/** A prospect of whom nothing is known. */
export const unknownProspect: ProspectFacts = {
  id: "0194",
  firstName: null,
  company: null,
  city: null,
  stateCode: null,
  tradeType: null,
  googleRating: null,
  reviewCount: null,
};

/** The facts of a first message of the first pass; say otherwise in `change`. The angle follows the cycle. */
export function writingFacts(change: Partial<WritingFacts> = {}): WritingFacts {
  return {
    prospect: knownProspect,
    sender: { name: "Ann", company: "LeadLock", bookingUrl: "https://leadlock.test/book" },
    step: 1,
    cycle: 0,
    angle: angleForCycle(change.cycle ?? 0),
    season: "spring",
    isLastEmail: false,
    previous: [],
    ...change,
  };
}

const filler = "We look after new inquiries for plumbing companies and keep an eye on what happens next. ".repeat(4);

/** A draft with nothing wrong in it, and what is put behind its body. */
export function goodDraft(more = ""): Draft {
  return { subject: "Missed calls in Springfield", core: `Hi Pat,\n\nAnn from LeadLock here. ${filler}${more}`.trim() };
}

/** `count` words of which none is like another. */
export function differentWords(count: number, from = 0): string {
  return Array.from(
    { length: count },
    (_, n) => `word${String.fromCharCode(97 + ((n + from) % 26))}${"x".repeat((n + from) / 26)}`,
  ).join(" ");
}

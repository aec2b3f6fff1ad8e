import type { Draft, WritingFacts } from "../types.ts";
import { wordsOf } from "./similarity.ts";
import { tradeWords } from "./trades.ts";

export type DraftProblem = { code: string; message: string };

export const maxSubjectLength = 60;
const maxBodyWords = 200;

/** Fewest words of a body by step (SPEC §7): a first message must explain itself, reminders may be short. */
export function minBodyWords(step: number): number {
  return step <= 1 ? 50 : step === 2 ? 40 : 20;
}

/** Phrases that read as bulk mail or pressure; filters and people both know them. */
const bannedPhrases: readonly string[] = [
  "act now",
  "limited time",
  "risk-free",
  "risk free",
  "100% free",
  "guarantee",
  "no obligation",
  "click here",
  "click below",
  "buy now",
  "hope this email finds you",
  "hope this finds you",
  "just checking in",
  "touching base",
  "touch base",
  "circle back",
  "circling back",
  "game-changer",
  "game changer",
  "revolutionary",
  "cutting-edge",
  "synergy",
  "to whom it may concern",
  "dear sir",
  "quick question",
  "once in a lifetime",
  "double your",
  "triple your",
  "skyrocket",
];

const linkPattern = /(?:https?:\/\/|www\.)[^\s<>()"']+/gi;
const bareDomainPattern = /\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|co|biz|info|us|app|dev|ai)\b(?:\/\S*)?/gi;

/** What is wrong with a draft as a piece of mail (SPEC §7, quality gate); empty when nothing is. */
export function qualityProblems(draft: Draft, facts: WritingFacts): DraftProblem[] {
  return [...subjectProblems(draft.subject), ...bodyProblems(draft, facts), ...linkProblems(draft, facts)];
}

function subjectProblems(subject: string): DraftProblem[] {
  if (subject.trim() === "") return [{ code: "no_subject", message: "The subject is empty." }];
  if (/[\r\n]/.test(subject)) return [{ code: "subject_lines", message: "The subject must be one line." }];
  if (subject.length <= maxSubjectLength) return [];
  return [{ code: "long_subject", message: `The subject must be at most ${maxSubjectLength} characters.` }];
}

function bodyProblems(draft: Draft, facts: WritingFacts): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const words = wordsOf(draft.core).length;
  const [min, max] = [minBodyWords(facts.step), maxBodyWords];
  if (words < min || words > max) {
    problems.push({ code: "body_length", message: `The body has ${words} words; it must have ${min} to ${max}.` });
  }
  if (!namesProspect(draft, facts)) {
    problems.push({ code: "impersonal", message: "Name the prospect, their company, their city or their trade." });
  }
  const text = `${draft.subject}\n${draft.core}`.toLowerCase();
  for (const phrase of bannedPhrases.filter((banned) => text.includes(banned))) {
    problems.push({ code: "banned_phrase", message: `Do not write "${phrase}".` });
  }
  if (/\{\{?\s*[\w.]+\s*\}?\}|\[[A-Z][\w ]*\]/.test(`${draft.subject}\n${draft.core}`)) {
    problems.push({ code: "placeholder", message: "A placeholder was left in the text." });
  }
  if (/<[a-z!/][^>]*>/i.test(draft.core)) problems.push({ code: "markup", message: "Write plain text, no markup." });
  return problems;
}

function namesProspect(draft: Draft, facts: WritingFacts): boolean {
  const { firstName, company, city, tradeType } = facts.prospect;
  const trade = tradeType === null ? [tradeWords(null).label] : [tradeType, tradeWords(tradeType).label];
  const text = `${draft.subject}\n${draft.core}`.toLowerCase();
  return [firstName, company, city, ...trade].some((name) => name !== null && text.includes(name.toLowerCase()));
}

/** Only the booking page may be linked: an invented address would send people to a stranger. */
function linkProblems(draft: Draft, facts: WritingFacts): DraftProblem[] {
  const text = `${draft.subject}\n${draft.core}`;
  const allowed = facts.sender.bookingUrl;
  const rest = allowed === null ? text : withoutLink(text, allowed);
  const known = [facts.prospect.company, facts.sender.company].map((name) => (name ?? "").toLowerCase());
  const bare = (rest.match(bareDomainPattern) ?? []).filter(
    (name) => !known.some((one) => one.includes(name.toLowerCase())),
  );
  const found = [...(rest.match(linkPattern) ?? []), ...bare];
  return found.length === 0 ? [] : [{ code: "link", message: `Only the booking link may appear, not ${found[0]}.` }];
}

/** Takes a link out where it ends as given: `https://a.test.evil.test` is another one than `https://a.test`. */
function withoutLink(text: string, link: string): string {
  const [first = "", ...others] = text.split(link);
  const isEnd = (next: string) => /^[.,;:!?)"'>]*(\s|$)/.test(next);
  return others.reduce((done, next) => `${done}${isEnd(next) ? " " : link}${next}`, first);
}

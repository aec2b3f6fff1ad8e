import { templateProblem } from "./policy/template-problems.ts";

export const mostSubject = 200;
export const mostText = 10_000;

type Text = { subject: string; body: string };

/** What is wrong with a template's text, by field and in the API's words: known without asking. A field that is empty is not judged. */
export function textProblems({ subject, body }: Text): Partial<Record<keyof Text, string>> {
  const found = {
    subject: problemOf(subject.trim(), mostSubject, /^\P{Cc}*$/u, "must be one line of plain text"),
    body: problemOf(body.trim(), mostText, /^[^\0]*$/, "must not hold a NUL"),
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null));
}

function problemOf(text: string, most: number, allowed: RegExp, refusal: string): string | null {
  if (text.length > most) return `must be at most ${most} characters`;
  if (!allowed.test(text)) return refusal;
  return templateProblem(text);
}

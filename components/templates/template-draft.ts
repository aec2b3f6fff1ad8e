import type { LoggedChange } from "#lib/audit/contract.ts";
import type { CreateTemplateBody, TemplateView } from "#lib/templates/contract.ts";

export type TemplateDraft = CreateTemplateBody;

/** A new template's form, or a stored one's. */
export function draftOf(template: TemplateView | null): TemplateDraft {
  return { name: template?.name ?? "", subject: template?.subject ?? "", body: template?.body ?? "" };
}

type Problems = Readonly<Record<string, string>>;

/** What is wrong with the fields: of the text itself what the preview knows, once it has judged it; of all else what saving said. */
export function errorsOf(saved: Problems, checked: Problems | null): Problems {
  if (checked === null) return saved;
  const { subject: _subject, body: _body, ...rest } = saved;
  return { ...rest, ...checked };
}

const LABELS: Record<keyof TemplateDraft, string> = { name: "Name", subject: "Subject", body: "Text" };
const SHOWN_LENGTH = 120;

/** In what a form and a stored template differ; of long texts only the beginning. */
export function differences(mine: TemplateDraft, stored: TemplateView) {
  const fields = Object.keys(LABELS) as (keyof TemplateDraft)[];
  return fields
    .filter((field) => mine[field].trim() !== stored[field])
    .map((field) => ({ label: LABELS[field], mine: short(mine[field].trim()), stored: short(stored[field]) }));
}

/** What a change of the log did, field by field; of long texts the beginning. */
export function changeLines({ before, after }: LoggedChange): string[] {
  if (after !== null && "archived_at" in after) return ["Archived"];
  return (Object.keys(LABELS) as (keyof TemplateDraft)[])
    .filter((field) => after !== null && field in after)
    .map((field) => `${LABELS[field]}: ${short(String(before?.[field]))} → ${short(String(after?.[field]))}`);
}

function short(text: string): string {
  return text.length > SHOWN_LENGTH ? `“${text.slice(0, SHOWN_LENGTH)}…”` : `“${text}”`;
}

/** A text with `{{name}}` in the place of what is selected, and where the cursor stands then. */
export function withVariable(text: string, name: string, start: number, end: number): { text: string; cursor: number } {
  const variable = `{{${name}}}`;
  return { text: `${text.slice(0, start)}${variable}${text.slice(end)}`, cursor: start + variable.length };
}

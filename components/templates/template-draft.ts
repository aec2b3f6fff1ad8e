import type { CreateTemplateBody, TemplateView } from "#lib/templates/contract.ts";

export type TemplateDraft = CreateTemplateBody;

/** A new template's form, or a stored one's. */
export function draftOf(template: TemplateView | null): TemplateDraft {
  return { name: template?.name ?? "", subject: template?.subject ?? "", body: template?.body ?? "" };
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

function short(text: string): string {
  return text.length > SHOWN_LENGTH ? `“${text.slice(0, SHOWN_LENGTH)}…”` : `“${text}”`;
}

/** A text with `{{name}}` in the place of what is selected, and where the cursor stands then. */
export function withVariable(text: string, name: string, start: number, end: number): { text: string; cursor: number } {
  const variable = `{{${name}}}`;
  return { text: `${text.slice(0, start)}${variable}${text.slice(end)}`, cursor: start + variable.length };
}

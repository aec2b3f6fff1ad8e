/** What a template may name, besides the prospect's own columns as `custom.…`: `templateVariables` of lib/sending gives them. */
export const templateVariableNames: readonly string[] = [
  "first_name",
  "company",
  "city",
  "state",
  "trade",
  "sender_name",
  "sender_company",
  "booking_url",
];

const braces = /\{\{([^{}]*)\}\}/g;
const variable = /^\s*([a-z_]+(?:\.[\w -]+)?)\s*(?:\|.*)?$/s;

/**
 * What in a text could never be filled in for any prospect, in words that say what to do; null when there is nothing. A name that only
 * one prospect lacks is no fault of the text.
 */
export function templateProblem(text: string): string | null {
  for (const [, inside = ""] of text.matchAll(braces)) {
    const name = variable.exec(inside)?.[1]?.trimEnd();
    if (name === undefined) return `{{${inside}}} is no variable: write {{company}} or {{company|your company}}`;
    if (!name.startsWith("custom.") && !templateVariableNames.includes(name)) {
      return `{{${name}}} is not known: use ${templateVariableNames.join(", ")} or custom.name-of-a-column`;
    }
  }
  return /\{\{|\}\}/.test(text.replace(braces, "")) ? "has {{ or }} without the other" : null;
}

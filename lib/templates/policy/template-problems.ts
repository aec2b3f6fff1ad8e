import { templateVariableNames } from "../types.ts";

const braces = /\{\{([^{}]*)\}\}/g;
const variable = /^\s*([a-z_]+(?:\.[\w -]+)?)\s*(?:\|.*)?$/s;

/**
 * What in a text could never be filled in for any prospect, in words that say what to do; null when there is nothing. A name that only
 * one prospect lacks is no fault of the text.
 */
export function templateProblem(text: string): string | null {
  const unknown = new Set<string>();
  for (const [, inside = ""] of text.matchAll(braces)) {
    const name = variable.exec(inside)?.[1]?.trimEnd();
    if (name === undefined) return `{{${inside}}} is no variable: write {{company}} or {{company|your company}}`;
    if (!name.startsWith("custom.") && !templateVariableNames.includes(name)) unknown.add(`{{${name}}}`);
  }
  if (unknown.size > 0) {
    const names = [...unknown].join(", ");
    const verb = unknown.size === 1 ? "is" : "are";
    return `${names} ${verb} not known: use ${templateVariableNames.join(", ")} or custom.name-of-a-column`;
  }
  return /\{\{|\}\}/.test(text.replace(braces, "")) ? "has {{ or }} without the other" : null;
}

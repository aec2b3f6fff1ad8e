/** `{{company}}`, `{{custom.crew_size}}`, `{{first_name|there}}` (what stands behind | is used when the value is missing). */
const variablePattern = /\{\{\s*([a-z_]+(?:\.[\w -]+)?)\s*(?:\|([^{}]*))?\}\}/g;

export type RenderedTemplate = { kind: "rendered"; text: string } | { kind: "missing"; variables: string[] };

/** Fills a campaign template. A variable without value and without default makes it unusable for this prospect. */
export function renderTemplate(template: string, variables: Readonly<Record<string, string | null>>): RenderedTemplate {
  const missing = new Set<string>();
  const text = template.replace(variablePattern, (_whole, given: string, fallback: string | undefined) => {
    const name = given.trimEnd();
    const value = Object.hasOwn(variables, name) ? variables[name] : null;
    if (value) return value;
    if (fallback === undefined) missing.add(name);
    return fallback?.trim() ?? "";
  });
  if (missing.size > 0) return { kind: "missing", variables: [...missing] };
  return /\{\{|\}\}/.test(text) ? { kind: "missing", variables: ["{{"] } : { kind: "rendered", text };
}

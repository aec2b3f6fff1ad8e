import type { FallbackReason } from "#lib/shared/reasons.ts";
import type { Draft } from "../types.ts";
import { renderTemplate } from "./render-template.ts";
import { type Precedents, repetitionProblems } from "./repetition.ts";

/** A template of the campaign's step, and what its variables stand for. */
export type CampaignTemplate = { subject: string; body: string; variables: Record<string, string | null> };

export type FilledTemplate =
  | { kind: "filled"; draft: Draft }
  /** `missing`: the variables without value and default */
  | { kind: "unusable"; reason: FallbackReason; missing: string[] };

/** People's own words pass as they are, as long as every variable has a value and nothing is sent twice. */
export function fillCampaignTemplate(template: CampaignTemplate, precedents: Precedents): FilledTemplate {
  const subject = renderTemplate(template.subject, template.variables);
  const body = renderTemplate(template.body, template.variables);
  if (subject.kind === "missing" || body.kind === "missing") {
    const missing = [subject, body].flatMap((part) => (part.kind === "missing" ? part.variables : []));
    return { kind: "unusable", reason: "template_variable_missing", missing: [...new Set(missing)] };
  }
  const draft = { subject: subject.text.replace(/\s+/g, " ").trim(), core: body.text.replace(/\r\n?/g, "\n").trim() };
  if (draft.subject === "" || draft.core === "") return { kind: "unusable", reason: "template_empty", missing: [] };
  return repetitionProblems(draft, precedents).length > 0
    ? { kind: "unusable", reason: "template_repeats", missing: [] }
    : { kind: "filled", draft };
}

import { buildOutreachPrompt, type OutreachPrompt } from "./policy/build-outreach-prompt.ts";
import { draftProblems } from "./policy/draft-problems.ts";
import type { DraftProblem } from "./policy/quality-gate.ts";
import { renderTemplate } from "./policy/render-template.ts";
import { type Precedents, precedentsOf, repetitionProblems } from "./policy/repetition.ts";
import { writeFromMaterial } from "./policy/write-from-material.ts";
import type { Draft, WritingFacts, WrittenEmail } from "./types.ts";

/** A language model as generation needs it. `body` is without signature and footer. May throw; then the embedded writer writes. */
export type ModelWriter = {
  write(prompt: OutreachPrompt): Promise<{ subject: string; body: string; costUsd: number }>;
};

/** A template of the campaign's step, and what its variables stand for. */
type CampaignTemplate = { subject: string; body: string; variables: Record<string, string | null> };

type Writers = { model: ModelWriter | null; template: CampaignTemplate | null };

const modelTries = 2;

/**
 * Writes one message (SPEC §7): by the campaign's template, else by the model (two tries), else by the embedded writer. Whatever
 * writes, the text passes the gate and repeats nothing the prospect got before. Null when no acceptable text could be made.
 */
export async function generateOutreachEmail(facts: WritingFacts, writers: Writers): Promise<WrittenEmail | null> {
  const precedents = precedentsOf(facts.previous);
  const fromTemplate = writers.template && fromCampaignTemplate(writers.template, precedents);
  if (fromTemplate) return { ...fromTemplate, angle: facts.angle, costUsd: 0, fallbackUsed: false };
  const byModel = writers.model ? await fromModel(facts, writers.model, precedents) : { draft: null, costUsd: 0 };
  const draft = byModel.draft ?? writeFromMaterial(facts);
  if (draft === null) return null;
  const fallbackUsed = byModel.draft === null && (writers.model !== null || writers.template !== null);
  return { ...draft, angle: facts.angle, costUsd: byModel.costUsd, fallbackUsed };
}

/** People's own words pass as they are, as long as every variable has a value and nothing is sent twice. */
function fromCampaignTemplate(template: CampaignTemplate, precedents: Precedents): Draft | null {
  const subject = renderTemplate(template.subject, template.variables);
  const body = renderTemplate(template.body, template.variables);
  if (subject.kind === "missing" || body.kind === "missing") return null;
  const draft = { subject: subject.text.replace(/\s+/g, " ").trim(), core: body.text.replace(/\r\n?/g, "\n").trim() };
  const isUsable = draft.subject !== "" && draft.core !== "" && repetitionProblems(draft, precedents).length === 0;
  return isUsable ? draft : null;
}

async function fromModel(facts: WritingFacts, model: ModelWriter, precedents: Precedents) {
  let costUsd = 0;
  let problems: DraftProblem[] = [];
  for (let attempt = 0; attempt < modelTries; attempt += 1) {
    try {
      const answer = await model.write(buildOutreachPrompt(facts, problems));
      costUsd += answer.costUsd;
      const draft = { subject: answer.subject.trim(), core: answer.body.replace(/\r\n?/g, "\n").trim() };
      problems = draftProblems(draft, facts, precedents);
      if (problems.length === 0) return { draft, costUsd };
    } catch {
      return { draft: null, costUsd };
    }
  }
  return { draft: null, costUsd };
}

import type { FallbackReason } from "#lib/shared/reasons.ts";
import { buildOutreachPrompt, type OutreachPrompt } from "./policy/build-outreach-prompt.ts";
import { draftProblems } from "./policy/draft-problems.ts";
import { type CampaignTemplate, type FilledTemplate, fillCampaignTemplate } from "./policy/fill-campaign-template.ts";
import type { DraftProblem } from "./policy/quality-gate.ts";
import { type Precedents, precedentsOf } from "./policy/repetition.ts";
import { writeFromMaterial } from "./policy/write-from-material.ts";
import type { Draft, WritingFacts, WrittenEmail } from "./types.ts";

/** A language model as generation needs it. `body` is without signature and footer. May throw; then the embedded writer writes. */
export type ModelWriter = {
  write(prompt: OutreachPrompt): Promise<{ subject: string; body: string; costUsd: number }>;
};

/** `gone`: the campaign's step names a template, and there is none to use. */
type Writers = { model: ModelWriter | null; template: CampaignTemplate | "gone" | null };

const modelTries = 2;

/**
 * Writes one message (SPEC §7): by the campaign's template, else by the model (two tries), else by the embedded writer. Whatever
 * writes, the text passes the gate and repeats nothing the prospect got before. Null when no acceptable text could be made.
 */
export async function generateOutreachEmail(facts: WritingFacts, writers: Writers): Promise<WrittenEmail | null> {
  const precedents = precedentsOf(facts.previous);
  const filled = fillTemplate(writers.template, precedents);
  if (filled?.kind === "filled") return { ...filled.draft, angle: facts.angle, costUsd: 0, fallbackReason: null };
  const byModel = writers.model ? await fromModel(facts, writers.model, precedents) : nobody;
  const draft = byModel.draft ?? writeFromMaterial(facts);
  if (draft === null) return null;
  return { ...draft, angle: facts.angle, costUsd: byModel.costUsd, fallbackReason: filled?.reason ?? byModel.reason };
}

/** The template's text, or why it is not used; null when none is named. */
function fillTemplate(template: Writers["template"], precedents: Precedents): FilledTemplate | null {
  if (template === "gone") return { kind: "unusable", reason: "template_gone", missing: [] };
  return template && fillCampaignTemplate(template, precedents);
}

type ModelAnswer = { draft: Draft | null; costUsd: number; reason: FallbackReason | null };

const nobody: ModelAnswer = { draft: null, costUsd: 0, reason: null };

async function fromModel(facts: WritingFacts, model: ModelWriter, precedents: Precedents): Promise<ModelAnswer> {
  let costUsd = 0;
  let problems: DraftProblem[] = [];
  for (let attempt = 0; attempt < modelTries; attempt += 1) {
    try {
      const answer = await model.write(buildOutreachPrompt(facts, problems));
      costUsd += answer.costUsd;
      const draft = { subject: answer.subject.trim(), core: answer.body.replace(/\r\n?/g, "\n").trim() };
      problems = draftProblems(draft, facts, precedents);
      if (problems.length === 0) return { draft, costUsd, reason: null };
    } catch {
      return { draft: null, costUsd, reason: "model_failed" };
    }
  }
  return { draft: null, costUsd, reason: "model_refused" };
}

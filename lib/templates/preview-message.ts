import type { EngineContext } from "#lib/engine/context.ts";
import { generateOutreachEmail } from "#lib/generation/generate-outreach-email.ts";
import { type Footer, htmlPart, textPart, textToHtml, withSignature } from "#lib/generation/policy/body-layout.ts";
import { draftProblems } from "#lib/generation/policy/draft-problems.ts";
import { type CampaignTemplate, fillCampaignTemplate } from "#lib/generation/policy/fill-campaign-template.ts";
import { precedentsOf } from "#lib/generation/policy/repetition.ts";
import type { Draft, WritingFacts } from "#lib/generation/types.ts";
import { templateVariables, writingFactsOf } from "#lib/sending/writing-facts.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import type { PreviewedMessage } from "./contract-preview.ts";
import type { EarlierMessage, PreviewRow } from "./repo-preview.ts";

type Place = { cycle: number; step: number };

export type Previewed = {
  message: PreviewedMessage;
  draft: Draft | null;
  variables: Record<string, string | null>;
};

/**
 * One message as the engine would write it from this template at this place: the same variables, checks, fallback and footer. Nothing is
 * stored and no model is asked.
 */
export async function previewMessage(
  ctx: Pick<EngineContext, "now" | "config">,
  source: {
    row: PreviewRow;
    earlier: readonly EarlierMessage[];
    /** null: what the engine writes itself */
    template: { subject: string; body: string } | null;
    place: Place;
  },
): Promise<Previewed> {
  const { row, earlier, place } = source;
  const facts = factsOf(ctx.now(), row, earlier, place);
  const variables = templateVariables(row, facts);
  const template: CampaignTemplate | null = source.template && { ...source.template, variables };
  const email = await generateOutreachEmail(facts, { model: null, template });
  const filled = template && fillCampaignTemplate(template, precedentsOf(facts.previous));
  const reason = filled?.kind === "unusable" ? { code: filled.reason, ...describeReason(filled.reason) } : null;
  const message = {
    cycle: place.cycle,
    angle: facts.angle,
    is_template_used: filled?.kind === "filled",
    fallback: reason,
    missing_variables: filled?.kind === "unusable" ? filled.missing : [],
    ...partsOf(ctx, row, facts, email),
    findings: email === null ? [] : draftProblems(email, facts, precedentsOf(facts.previous)),
  };
  return { message, draft: email, variables };
}

function factsOf(now: Date, row: PreviewRow, earlier: readonly EarlierMessage[], place: Place): WritingFacts {
  const before = earlier.filter(
    ({ cycle, step }) => cycle < place.cycle || (cycle === place.cycle && step < place.step),
  );
  return writingFactsOf(
    { ...row, sequence_step: place.step, re_contact_cycle: place.cycle, scheduled_at: now },
    before,
  );
}

function partsOf(
  ctx: Pick<EngineContext, "config">,
  row: PreviewRow,
  { sender }: WritingFacts,
  draft: Draft | null,
): Pick<PreviewedMessage, "subject" | "text" | "html"> {
  if (draft === null) return { subject: null, text: null, html: null };
  // Each message has a link of its own; this one names nobody.
  const unsubscribeUrl = `${ctx.config.appUrl}/u/preview`;
  const footer: Footer = { company: row.tenant_name, address: row.company_address ?? "", unsubscribeUrl };
  const body = withSignature(draft.core, sender);
  return { subject: draft.subject, text: textPart(body, footer), html: htmlPart(textToHtml(body), footer) };
}

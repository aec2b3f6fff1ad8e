import { angleForCycle } from "#lib/generation/policy/angles.ts";
import { withSignature } from "#lib/generation/policy/body-layout.ts";
import { fillCampaignTemplate } from "#lib/generation/policy/fill-campaign-template.ts";
import { nameableFacts } from "#lib/generation/policy/nameable-facts.ts";
import { precedentsOf } from "#lib/generation/policy/repetition.ts";
import { seasonOf } from "#lib/generation/policy/season.ts";
import { writeFromMaterial } from "#lib/generation/policy/write-from-material.ts";
import type { PreviousMessage, WritingFacts } from "#lib/generation/types.ts";
import { templateVariables } from "#lib/sending/writing-facts.ts";
import type { DemoCampaign, DemoTemplate } from "./campaigns.ts";
import type { DemoMessage } from "./message.ts";
import type { DemoPerson } from "./people.ts";

export type TextSources = {
  company: string;
  templates: readonly DemoTemplate[];
  person: DemoPerson;
  /** whose message it is; null of one outside all campaigns */
  campaign: DemoCampaign | null;
  previous: readonly PreviousMessage[];
};

/** A message as the engine would have written it: by the template of its campaign's step, else by the embedded writer. */
export function textOf(sources: TextSources, message: DemoMessage) {
  const facts = factsOf(sources, message);
  const name = sources.campaign?.steps[message.step - 1]?.template;
  const template = sources.templates.find((one) => one.name === name) ?? null;
  const variables = templateVariables({ enrichment: null }, facts);
  const filled = template && fillCampaignTemplate({ ...template, variables }, precedentsOf(facts.previous));
  const draft = filled?.kind === "filled" ? filled.draft : writeFromMaterial(facts);
  if (!draft)
    throw new Error(`no text for prospect ${facts.prospect.id}, cycle ${message.cycle}, step ${message.step}`);
  const reason = filled?.kind === "unusable" ? filled.reason : null;
  return {
    subject: draft.subject,
    text: withSignature(draft.core, facts.sender),
    fallback_used: reason !== null,
    fallback_reason: reason,
    template_id: filled?.kind === "filled" ? (template?.id ?? null) : null,
  };
}

function factsOf({ company, person, previous }: TextSources, message: DemoMessage): WritingFacts {
  return {
    prospect: nameableFacts({
      id: person.id,
      name: person.name,
      company: person.company,
      city: person.city,
      state_code: person.stateCode,
      trade_type: person.trade,
      google_rating: person.rating,
      review_count: person.reviews,
    }),
    sender: { name: message.mailbox.senderName, company, bookingUrl: null },
    step: message.step,
    cycle: message.cycle,
    angle: angleForCycle(message.cycle),
    season: seasonOf(new Date(message.sentAt)),
    isLastEmail: false,
    previous,
  };
}

import {
  type CampaignFacts,
  type CampaignStep,
  campaignStep,
  finalStepOf,
} from "#lib/campaigns/policy/campaign-steps.ts";
import { angleForCycle } from "#lib/generation/policy/angles.ts";
import { coreOf } from "#lib/generation/policy/body-layout.ts";
import { nameableFacts } from "#lib/generation/policy/nameable-facts.ts";
import { seasonOf } from "#lib/generation/policy/season.ts";
import { tradeWords } from "#lib/generation/policy/trades.ts";
import type { WritingFacts } from "#lib/generation/types.ts";
import type { GenerationRow, PreviousRow } from "./repo-generation.ts";

/** A message that is to be written; it need not be in the ledger yet. */
type WritingRow = Omit<GenerationRow, "body_text" | "generation_failures" | "enrichment">;

/** What the writer needs, from the rows of one message. */
export function writingFactsOf(row: WritingRow, previous: readonly PreviousRow[]): WritingFacts {
  const { sequence_step: step, re_contact_cycle: cycle } = row;
  const isFinalStep = step >= finalStepOf(campaignOf(row), row.max_sequence_steps);
  return {
    prospect: nameableFacts({ ...row, id: row.prospect_id }),
    sender: { name: row.sender_name, company: row.tenant_name, bookingUrl: row.booking_url },
    step,
    cycle,
    angle: angleForCycle(cycle),
    season: seasonOf(row.scheduled_at),
    isLastEmail: isFinalStep && (!row.recontact_enabled || cycle >= row.max_recontact_cycles),
    previous: previous.map(({ body_text, ...message }) => ({ ...message, core: coreOf(body_text) })),
  };
}

/** The template that the message's campaign names for its step. */
export function templateIdOf(row: GenerationRow): string | null {
  return campaignStep(campaignOf(row), row.sequence_step)?.template_id ?? null;
}

/** What `{{variables}}` of a campaign template stand for; names that are unsafe to repeat count as missing. */
export function templateVariables(
  row: Pick<GenerationRow, "enrichment">,
  facts: WritingFacts,
): Record<string, string | null> {
  const { prospect, sender } = facts;
  const custom = (row.enrichment as { custom?: Record<string, unknown> } | null)?.custom ?? {};
  const customVariables = Object.entries(custom).map(([name, value]) => [
    `custom.${name}`,
    typeof value === "string" && !/[\r\n<>]|https?:|www\./i.test(value) ? value : null,
  ]);
  return {
    first_name: prospect.firstName,
    company: prospect.company,
    city: prospect.city,
    state: prospect.stateCode,
    trade: prospect.tradeType === null ? null : tradeWords(prospect.tradeType).label,
    sender_name: sender.name,
    sender_company: sender.company,
    booking_url: sender.bookingUrl,
    ...Object.fromEntries(customVariables),
  };
}

function campaignOf(row: Pick<GenerationRow, "campaign_status" | "campaign_steps">): CampaignFacts | null {
  if (row.campaign_status === null) return null;
  return { status: row.campaign_status as CampaignFacts["status"], steps: row.campaign_steps as CampaignStep[] };
}

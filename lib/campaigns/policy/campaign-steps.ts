export type CampaignStep = { step: number; delay_hours?: number; template_id?: string };

export type CampaignFacts = {
  status: "draft" | "active" | "paused" | "completed" | "archived";
  steps: readonly CampaignStep[];
};

/**
 * The last step of a sequence (SPEC §6): the lower of the campaign's and the tenant's. A campaign without steps of its own
 * uses the tenant's.
 */
export function finalStepOf(campaign: CampaignFacts | null, maxSequenceSteps: number): number {
  const last = Math.max(0, ...(campaign?.steps ?? []).map((step) => step.step));
  return last === 0 ? maxSequenceSteps : Math.min(last, maxSequenceSteps);
}

/** What a campaign says about one step; undefined when it has steps but not this one. */
export function campaignStep(campaign: CampaignFacts | null, step: number): CampaignStep | undefined {
  if (!campaign || campaign.steps.length === 0) return { step };
  return campaign.steps.find((candidate) => candidate.step === step);
}

import type { CampaignView, CreateCampaignBody, TargetsBody } from "#lib/campaigns/contract.ts";

export type StepDraft = { delay: string; templateId: string };

/** What the form holds: numbers stay text until they are saved, lists are one entry a line. */
export type CampaignDraft = {
  name: string;
  trades: string;
  locations: string;
  dailyLimit: string;
  hasOwnSteps: boolean;
  steps: readonly StepDraft[];
};

export const MOST_STEPS = 6;
const WHOLE = /^\d+$/;

/** A new campaign's form, or a stored one's. */
export function draftOf(campaign: CampaignView | null): CampaignDraft {
  const steps = campaign?.steps ?? [];
  return {
    name: campaign?.name ?? "",
    trades: (campaign?.target_trades ?? []).join("\n"),
    locations: (campaign?.target_locations ?? []).join("\n"),
    dailyLimit: campaign?.daily_limit?.toString() ?? "",
    hasOwnSteps: steps.length > 0,
    steps: steps.map(({ delay_hours, template_id }) => ({
      delay: delay_hours?.toString() ?? "",
      templateId: template_id ?? "",
    })),
  };
}

/** What is no number at all, which JSON could not carry. Ranges are the API's to check. */
export function problemsOf({ dailyLimit, hasOwnSteps, steps }: CampaignDraft): Record<string, string> {
  const problems: Record<string, string> = {};
  if (isNoNumber(dailyLimit)) problems.daily_limit = "must be a whole number from 1 to 100000";
  for (const [index, { delay }] of steps.entries()) {
    if (hasOwnSteps && index > 0 && isNoNumber(delay))
      problems[`steps.${index}.delay_hours`] = "must be a whole number of hours from 12 to 720";
  }
  return problems;
}

function isNoNumber(text: string): boolean {
  return text.trim() !== "" && !WHOLE.test(text.trim());
}

/** Trades and locations as the API takes them. */
export function targetsOf({ trades, locations }: Pick<CampaignDraft, "trades" | "locations">): TargetsBody {
  return { target_trades: linesOf(trades), target_locations: linesOf(locations) };
}

function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

/** The fields as the API takes them. */
export function bodyOf(draft: CampaignDraft): CreateCampaignBody {
  const { name, dailyLimit, hasOwnSteps, steps } = draft;
  return {
    name: name.trim(),
    ...targetsOf(draft),
    daily_limit: dailyLimit.trim() === "" ? null : Number(dailyLimit.trim()),
    steps: hasOwnSteps ? steps.map(stepBody) : [],
  };
}

function stepBody({ delay, templateId }: StepDraft, index: number): CreateCampaignBody["steps"][number] {
  return {
    step: index + 1,
    ...(index > 0 && delay.trim() !== "" && { delay_hours: Number(delay.trim()) }),
    ...(templateId !== "" && { template_id: templateId }),
  };
}

/** Delays before step 2, 3 … for the time line; null for the settings' own steps. What is no number counts as the settings' delay. */
export function delaysOf({ hasOwnSteps, steps }: CampaignDraft): string[] | null {
  if (!hasOwnSteps) return null;
  return steps.slice(1).map(({ delay }) => (/^\d{1,4}$/.test(delay.trim()) ? delay.trim() : ""));
}

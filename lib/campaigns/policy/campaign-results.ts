import { noCounts, withRates } from "#lib/mail-results/policy/mail-results.ts";
import type { CampaignResults } from "../contract-results.ts";
import type { CampaignMail } from "../types.ts";

type TemplateName = NonNullable<CampaignResults["steps"][number]["templates"][number]["template"]>;

export const noMail: CampaignMail = { total: noCounts, steps: [], templates: [] };

/** Steps with their templates. A template that `names` does not have (it was never there) is left without a name, as the engine's. */
export function stepResults(mail: CampaignMail, names: readonly TemplateName[]): CampaignResults["steps"] {
  const byId = new Map(names.map((name) => [name.id, name]));
  return mail.steps.map(({ step, ...counts }) => ({
    step,
    ...withRates(counts),
    templates: mail.templates
      .filter((row) => row.step === step)
      .map(({ templateId, step: _step, ...row }) => ({
        template: (templateId === null ? null : byId.get(templateId)) ?? null,
        ...withRates(row),
      })),
  }));
}

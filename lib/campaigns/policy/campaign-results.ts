import { measure } from "#lib/history/policy/rates.ts";
import type { CampaignCounts, CampaignResults } from "../contract-results.ts";
import type { CampaignMail, MailCounts } from "../types.ts";

type TemplateName = NonNullable<CampaignResults["steps"][number]["templates"][number]["template"]>;

export const noMail: CampaignMail = {
  total: {
    sent: 0,
    delivered: 0,
    measurable: 0,
    opened: 0,
    clicked: 0,
    bounced: 0,
    contacted: 0,
    replied: 0,
    unsubscribed: 0,
  },
  steps: [],
  templates: [],
};

/** Counts with what they are a share of. A reply and an unsubscribe are a person's, so they are measured on those who got any message. */
export function withRates(counts: MailCounts): CampaignCounts {
  const { sent, delivered, measurable, opened, clicked, bounced, contacted, replied, unsubscribed } = counts;
  return {
    sent,
    delivered,
    opened,
    clicked,
    bounced,
    contacted,
    replied,
    unsubscribed,
    rates: {
      delivered: measure(delivered, sent),
      opened: measure(opened, measurable),
      clicked: measure(clicked, delivered),
      bounced: measure(bounced, sent),
      replied: measure(replied, contacted),
      unsubscribed: measure(unsubscribed, contacted),
    },
  };
}

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

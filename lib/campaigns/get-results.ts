import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { withRates } from "#lib/mail-results/policy/mail-results.ts";
import type { CampaignResults } from "./contract-results.ts";
import { noMail, stepResults } from "./policy/campaign-results.ts";
import { readMail } from "./read-results.ts";
import { findCampaign } from "./repo.ts";
import { listTemplateNames } from "./repo-results.ts";

type Request = { tenantId: string; id: string };

/**
 * What a campaign's mail came to, as a whole and step by step. Everything that was ever sent for it counts, also to prospects that have
 * left it since.
 * @throws AppError not_found
 */
export async function getResults(
  ctx: Pick<EngineContext, "forTenant" | "now">,
  { tenantId, id }: Request,
): Promise<CampaignResults> {
  return ctx.forTenant(tenantId, async (tx) => {
    if (!(await findCampaign(tx, tenantId, id))) throw notFound("campaign");
    const mail = (await readMail(ctx, tx, { tenantId, ids: [id] })).get(id) ?? { ...noMail, countedAt: null };
    const templateIds = [...new Set(mail.templates.flatMap(({ templateId }) => templateId ?? []))];
    const names = await listTemplateNames(tx, tenantId, templateIds);
    return {
      counted_at: mail.countedAt?.toISOString() ?? null,
      total: withRates(mail.total),
      steps: stepResults(mail, names),
    };
  });
}

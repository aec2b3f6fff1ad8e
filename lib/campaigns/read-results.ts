import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { KeptCounts, type Read } from "#lib/mail-results/kept-counts.ts";
import { noMail } from "./policy/campaign-results.ts";
import { countMail, type MailRow } from "./repo-results.ts";
import type { CampaignMail } from "./types.ts";

export type ReadMail = Read<CampaignMail>;

const kept = new KeptCounts<CampaignMail>((mail) => mail.total.sent);

/** What the mail of these campaigns came to. `many`: counts of more messages are kept for a while. */
export async function readMail(
  ctx: Pick<EngineContext, "now">,
  tx: Tx,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
  many?: number,
): Promise<Map<string, ReadMail>> {
  const count = async (missing: readonly string[]) => {
    const rows = Map.groupBy(await countMail(tx, tenantId, missing), (row) => row.id);
    return new Map(missing.map((id) => [id, toMail(rows.get(id) ?? [])]));
  };
  return kept.read({ tenantId, ids, now: ctx.now(), count, many });
}

function toMail(rows: readonly MailRow[]): CampaignMail {
  const mail = { ...noMail, steps: [...noMail.steps], templates: [...noMail.templates] };
  for (const { id: _id, step, is_step, template_id: templateId, ...counts } of rows) {
    if (step === null) mail.total = counts;
    else if (is_step) mail.steps.push({ ...counts, step });
    else mail.templates.push({ ...counts, step, templateId });
  }
  return mail;
}

import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { RecentMap } from "#lib/shared/recent-map.ts";
import { noMail } from "./policy/campaign-results.ts";
import { countMail, type MailRow } from "./repo-results.ts";
import { keptCampaigns, keptMs, manyMessages } from "./thresholds.ts";
import type { CampaignMail } from "./types.ts";

/** `countedAt`: when, of counts that are kept; null when they are of this moment. */
export type ReadMail = CampaignMail & { countedAt: Date | null };

type Kept = { at: number; until: number; mail: CampaignMail };

const kept = new RecentMap<Kept>(keptCampaigns);

/**
 * What the mail of these campaigns came to. Counting takes longer the more messages there are, so the counts of a campaign with many are
 * kept the longer: what open pages cost does not grow with the age of a campaign. Any other's are of this moment.
 */
export async function readMail(
  ctx: Pick<EngineContext, "now">,
  tx: Tx,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
  many = manyMessages,
): Promise<Map<string, ReadMail>> {
  const at = ctx.now().getTime();
  const found = new Map<string, ReadMail>();
  for (const id of ids) {
    const last = kept.get(`${tenantId}/${id}`);
    if (last && at >= last.at && at < last.until) found.set(id, { ...last.mail, countedAt: new Date(last.at) });
  }
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  const rows = Map.groupBy(await countMail(tx, tenantId, missing), (row) => row.id);
  for (const id of missing) {
    const mail = toMail(rows.get(id) ?? []);
    const { sent } = mail.total;
    const isKept = sent > many;
    if (isKept) kept.set(`${tenantId}/${id}`, { at, until: at + keptMs(sent), mail });
    found.set(id, { ...mail, countedAt: isKept ? new Date(at) : null });
  }
  return found;
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

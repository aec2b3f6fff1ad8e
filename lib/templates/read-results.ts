import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { KeptCounts } from "#lib/mail-results/kept-counts.ts";
import { noCounts, withRates } from "#lib/mail-results/policy/mail-results.ts";
import type { MailCounts } from "#lib/mail-results/types.ts";
import { dayMs } from "#lib/shared/zone-clock.ts";
import type { TemplateResults } from "./contract-results.ts";
import { countTemplateMail } from "./repo-results.ts";
import { resultDays } from "./types.ts";

const kept = new KeptCounts<MailCounts>((counts) => counts.sent);

/** What the mail in the words of these templates came to in the last 30 days, by their ids: each of them has an entry. */
export async function readTemplateResults(
  ctx: Pick<EngineContext, "now">,
  tx: Tx,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
): Promise<Map<string, TemplateResults>> {
  const now = ctx.now();
  const count = async (missing: readonly string[]) => {
    const rows = await countTemplateMail(tx, tenantId, missing, new Date(now.getTime() - resultDays * dayMs));
    const byId = new Map(rows.map(({ id, ...counts }) => [id, counts]));
    return new Map(missing.map((id) => [id, byId.get(id) ?? noCounts]));
  };
  const found = await kept.read({ tenantId, ids, now, count });
  const toResults = ({ countedAt, ...counts }: MailCounts & { countedAt: Date | null }) => ({
    ...withRates(counts),
    counted_at: countedAt?.toISOString() ?? null,
  });
  return new Map([...found].map(([id, counts]) => [id, toResults(counts)]));
}

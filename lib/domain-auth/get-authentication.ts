import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { DomainAuthentication } from "./contract.ts";
import { findingWords } from "./policy/finding-words.ts";
import { findAuthRow } from "./repo.ts";
import { readAuthDetail } from "./stored-detail.ts";
import type { Finding } from "./types.ts";

/** What is known of a sending domain's SPF, DKIM and DMARC, and what is to be done. @throws AppError not_found */
export async function getAuthentication(
  ctx: EngineContext,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<DomainAuthentication> {
  const row = await ctx.forTenant(tenantId, (tx) => findAuthRow(tx, tenantId, id));
  if (row === null) throw notFound("sending domain");
  const { findings, unanswered_since } = readAuthDetail(row.auth_detail);
  return {
    status: row.auth_status as DomainAuthentication["status"],
    checked_at: row.auth_checked_at?.toISOString() ?? null,
    unanswered_since,
    dkim_selectors: row.dkim_selectors,
    findings: findings.map(inWords),
  };
}

function inWords(finding: Finding): DomainAuthentication["findings"][number] {
  const { label, advice } = findingWords[finding.code];
  return { ...finding, label, advice: advice?.replaceAll("{name}", finding.name) ?? null };
}

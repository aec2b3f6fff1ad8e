import { clearAlert } from "#lib/alerts/raise-alert.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { announceChange } from "#lib/settings/announce-change.ts";
import type { DomainView } from "./contract-domain.ts";
import { getDomain } from "./list-domains.ts";
import { inUse, versionConflict } from "./refusals.ts";
import { countMailboxesOfDomain, lockDomain, updateDomainRow } from "./repo-domains.ts";
import type { Change } from "./types.ts";

type Request = Change & { id: string; version: number };

/**
 * Puts a sending domain away, so that another tenant may use it; its history stays.
 * @throws AppError not_found, version_conflict; in_use while it has mailboxes
 */
export async function archiveDomain(ctx: EngineContext, { id, version, ...change }: Request): Promise<DomainView> {
  const { tenantId } = change;
  const isSaved = await ctx.forTenant(tenantId, async (tx) => {
    const before = await lockDomain(tx, tenantId, id);
    if (!before || before.archived_at) throw notFound("sending domain");
    if (before.version !== version) return false;
    const mailboxes = await countMailboxesOfDomain(tx, tenantId, id);
    if (mailboxes > 0) throw inUse("sending domain", { mailboxes });
    await updateDomainRow(tx, tenantId, id, { archived_at: ctx.now() });
    const target = { targetKind: "domain", targetId: id };
    await writeAudit(tx, { ...change, action: "domain.archived", ...target, before: { domain: before.domain } });
    return true;
  });
  const current = await getDomain(ctx, { tenantId, id });
  if (!isSaved) throw versionConflict("sending domain", current);
  await clearAlert(ctx, tenantId, { kind: "domain_authentication", scope: { kind: "domain", id } });
  await announceChange(ctx, tenantId);
  return current;
}

import { changedFields } from "#lib/audit/changed-fields.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { announceChange } from "#lib/settings/announce-change.ts";
import type { DomainView, UpdateDomainBody } from "./contract-domain.ts";
import { getDomain } from "./list-domains.ts";
import { versionConflict } from "./refusals.ts";
import { lockDomain, type StoredDomain, updateDomainRow } from "./repo-domains.ts";
import type { Change } from "./types.ts";
import { readWarmupStart } from "./warmup-start.ts";

type Request = Change & { id: string; body: UpdateDomainBody };

/**
 * Sets since when a domain has been warming up. An explicit start also forgets the last reservation, or an idle domain would begin
 * again in spite of it.
 * @throws AppError not_found, version_conflict, validation_failed
 */
export async function updateDomain(ctx: EngineContext, { id, body, ...change }: Request): Promise<DomainView> {
  const { tenantId } = change;
  const warmupStartedAt = readWarmupStart(body.warmup_started_at, ctx.now());
  const isSaved = await ctx.forTenant(tenantId, async (tx) => {
    const before = await lockDomain(tx, tenantId, id);
    if (!before || before.archived_at) throw notFound("sending domain");
    if (before.version !== body.version) return false;
    const changed = changedFields(fieldsOf(before), { warmup_started_at: warmupStartedAt });
    if (!changed) return true;
    await updateDomainRow(tx, tenantId, id, { warmup_started_at: warmupStartedAt, last_reserved_at: null });
    await writeAudit(tx, { ...change, action: "domain.changed", targetKind: "domain", targetId: id, ...changed });
    return true;
  });
  if (isSaved) await announceChange(ctx, tenantId);
  const current = await getDomain(ctx, { tenantId, id });
  if (!isSaved) throw versionConflict("sending domain", current);
  return current;
}

function fieldsOf(row: StoredDomain) {
  return { warmup_started_at: row.warmup_started_at };
}

import { changedFields } from "#lib/audit/changed-fields.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import { checkDomain } from "#lib/domain-auth/check-domain.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { announceChange } from "#lib/settings/announce-change.ts";
import type { DomainView, UpdateDomainBody } from "./contract-domain.ts";
import { getDomain } from "./list-domains.ts";
import { missedChanges } from "./missed-changes.ts";
import { versionConflict } from "./refusals.ts";
import { lockDomain, type StoredDomain, updateDomainRow } from "./repo-domains.ts";
import type { Change } from "./types.ts";
import { readWarmupStart } from "./warmup-start.ts";

type Request = Change & { id: string; body: UpdateDomainBody };

/**
 * Sets since when a domain has been warming up, and where its DKIM keys stand. An explicit start also forgets the last reservation, or an
 * idle domain would begin again in spite of it. Other selectors are looked up at once.
 * @throws AppError not_found, version_conflict, validation_failed
 */
export async function updateDomain(ctx: EngineContext, { id, body, ...change }: Request): Promise<DomainView> {
  const { tenantId } = change;
  const wanted = wantedOf(body, ctx.now());
  const saved = await ctx.forTenant(tenantId, async (tx) => {
    const before = await lockDomain(tx, tenantId, id);
    if (!before || before.archived_at) throw notFound("sending domain");
    if (before.version !== body.version) return null;
    const changed = changedFields(fieldsOf(before), wanted);
    if (!changed) return [];
    await updateDomainRow(
      tx,
      tenantId,
      id,
      "warmup_started_at" in wanted ? { ...wanted, last_reserved_at: null } : wanted,
    );
    await writeAudit(tx, { ...change, action: "domain.changed", targetKind: "domain", targetId: id, ...changed });
    return Object.keys(changed.after);
  });
  if (saved?.includes("dkim_selectors")) await checkDomain(ctx, { tenantId, id, isAnnounced: true });
  if (saved) await announceChange(ctx, tenantId);
  const current = await getDomain(ctx, { tenantId, id });
  if (!saved) {
    const edited = { tenantId, kind: "domain", id, version: body.version } as const;
    throw versionConflict("sending domain", current, await missedChanges(ctx, edited, current));
  }
  return current;
}

function wantedOf({ warmup_started_at, dkim_selectors }: UpdateDomainBody, now: Date) {
  return {
    ...(warmup_started_at !== undefined && { warmup_started_at: readWarmupStart(warmup_started_at, now) }),
    ...(dkim_selectors && { dkim_selectors }),
  };
}

function fieldsOf(row: StoredDomain) {
  return { warmup_started_at: row.warmup_started_at, dkim_selectors: row.dkim_selectors };
}

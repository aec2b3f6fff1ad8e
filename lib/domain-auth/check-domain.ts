import type { Actor } from "#lib/audit/types.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { announceChange } from "#lib/settings/announce-change.ts";
import { isLocalConnection } from "#lib/shared/loopback.ts";
import { askRecords } from "./ask-records.ts";
import { type AuthVerdict, judgeRecords } from "./policy/judge-records.ts";
import { type AuthRow, findAuthRow, lockAuth, writeAuth } from "./repo.ts";
import { readAuthDetail } from "./stored-detail.ts";
import { tellOfAuthentication } from "./tell-of-authentication.ts";

type CheckRequest = {
  tenantId: string;
  id: string;
  /** the person who asked, for the audit log; none when the check belongs to a job or to another change */
  by?: { actor: Actor; requestId?: string };
  /** the caller tells of its own change afterwards */
  isAnnounced?: boolean;
};

/**
 * Looks a sending domain's SPF, DKIM and DMARC records up and stores what they say. Without an answer what was known stays, with since
 * when it could not be renewed. Next sends are worked out anew when a domain gains or loses its
 * authentication: sending may depend on it (`require_domain_auth`). Returns the verdict of this check. @throws AppError not_found
 */
export async function checkDomain(
  ctx: EngineContext,
  { tenantId, id, by, isAnnounced = false }: CheckRequest,
): Promise<AuthVerdict> {
  const row = await ctx.forTenant(tenantId, (tx) => findAuthRow(tx, tenantId, id));
  if (row === null || row.archived_at) throw notFound("sending domain");
  const records = await askRecords(ctx.dns, {
    domain: row.domain,
    selectors: row.dkim_selectors,
    isLocal: row.transports.length > 0 && row.transports.every(isLocalConnection),
  });
  const verdict = judgeRecords(row.domain, records);
  const before = await store(ctx, { tenantId, by }, row, verdict);
  if (before === null) throw notFound("sending domain");
  if (verdict.status === "unknown") return verdict;
  await tellOfAuthentication(ctx, { tenantId, id, domain: row.domain, before, verdict });
  const isTurned = (before === "passed") !== (verdict.status === "passed");
  if (isTurned && !isAnnounced) await announceChange(ctx, tenantId);
  return verdict;
}

/** Returns the status before, from under the lock; null when the domain went meanwhile. */
async function store(
  ctx: EngineContext,
  { tenantId, by }: Pick<CheckRequest, "tenantId" | "by">,
  { id }: AuthRow,
  { status, findings }: AuthVerdict,
): Promise<string | null> {
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const stored = await lockAuth(tx, tenantId, id);
    if (stored === null) return null;
    const before = stored.auth_status;
    if (by)
      await writeAudit(tx, {
        tenantId,
        ...by,
        action: "domain.checked",
        targetKind: "domain",
        targetId: id,
        after: { answer: status },
      });
    if (status !== "unknown") {
      const detail = { findings, unanswered_since: null };
      await writeAuth(tx, tenantId, id, { auth_status: status, auth_detail: detail, auth_checked_at: now });
      return before;
    }
    const known = readAuthDetail(stored.auth_detail);
    await writeAuth(tx, tenantId, id, {
      auth_status: before === "unchecked" ? "unknown" : before,
      auth_detail: {
        findings: known.findings.length > 0 ? known.findings : findings,
        unanswered_since: known.unanswered_since ?? now.toISOString(),
      },
    });
    return before;
  });
}

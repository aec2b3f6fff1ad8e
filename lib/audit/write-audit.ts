import type { Tx } from "#lib/db/types.ts";
import { insertAuditRow } from "./repo.ts";
import type { AuditRecord } from "./types.ts";

/** Writes one line of the audit log in the transaction of the change itself: neither exists without the other (SPEC §12). */
export async function writeAudit(tx: Tx, record: AuditRecord): Promise<void> {
  await insertAuditRow(tx, {
    tenant_id: record.tenantId,
    actor_kind: record.actor.kind,
    actor_id: record.actor.id,
    actor_label: record.actor.label,
    action: record.action,
    target_kind: record.targetKind,
    target_id: record.targetId,
    before: toJson(record.before),
    after: toJson(record.after),
    reason: record.reason ?? null,
    request_id: record.requestId ?? null,
  });
}

/** Dates become ISO text; an absent side stays NULL. */
function toJson(value: Record<string, unknown> | null | undefined) {
  return value == null ? undefined : JSON.parse(JSON.stringify(value));
}

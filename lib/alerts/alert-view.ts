import type { AlertView } from "./contract.ts";
import { adviceOf } from "./policy/advice.ts";
import { hrefOf } from "./policy/href.ts";
import type { AlertRow } from "./types.ts";

/** An alert as the API shows it. */
export function toAlertView(row: AlertRow): AlertView {
  const { todo, clears } = adviceOf(row);
  return {
    id: row.id,
    kind: row.kind,
    severity: row.severity,
    scope: { kind: row.scope_kind, id: row.scope_id, name: row.scope_name },
    title: row.title,
    detail: row.detail,
    todo,
    clears,
    evidence: row.evidence,
    href: hrefOf(row),
    opened_at: row.opened_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    closed_at: row.closed_at?.toISOString() ?? null,
    acknowledged_at: row.acknowledged_at?.toISOString() ?? null,
    acknowledged_by: row.acknowledged_by,
    acknowledge_note: row.acknowledge_note,
    snoozed_until: row.snoozed_until?.toISOString() ?? null,
  };
}

import type { MailboxView } from "./contract-mailbox.ts";
import { toHealthView } from "./health-view.ts";
import type { MailboxRow } from "./repo-mailboxes.ts";

/** A mailbox as the API answers it; `caps`: of today, by mailbox. */
export function toMailboxView(row: MailboxRow, caps: ReadonlyMap<string, number>): MailboxView {
  return {
    ...row,
    cap_today: caps.get(row.id) ?? 0,
    ...toHealthView(row),
    connection_kind: row.connection_kind as MailboxView["connection_kind"],
    last_scheduled_at: row.last_scheduled_at?.toISOString() ?? null,
    archived_at: row.archived_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

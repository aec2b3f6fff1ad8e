import type { MailboxView } from "./contract-mailbox.ts";
import { toHealthView } from "./health-view.ts";
import type { MailboxRow } from "./repo-mailboxes.ts";

/** A mailbox as the API answers it. */
export function toMailboxView(row: MailboxRow): MailboxView {
  return {
    ...row,
    ...toHealthView(row),
    connection_kind: row.connection_kind as MailboxView["connection_kind"],
    last_scheduled_at: row.last_scheduled_at?.toISOString() ?? null,
    archived_at: row.archived_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

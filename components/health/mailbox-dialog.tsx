"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { QueryView } from "#components/query/query-view.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { MailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { connectionsQuery } from "#lib/mailboxes/queries.ts";
import { MailboxForm } from "./mailbox-form.tsx";

type MailboxDialogProps = { editing: MailboxView | "new" | null; onClose: () => void };

/** Adds or edits a mailbox. */
export function MailboxDialog({ editing, onClose }: MailboxDialogProps) {
  const connections = useQuery({ ...connectionsQuery, enabled: editing !== null });
  const mailbox = editing === "new" ? null : editing;
  return (
    <Dialog
      wide
      open={editing !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={mailbox ? `Edit ${mailbox.from_email}` : "Add a mailbox"}
    >
      <QueryView query={connections} what="The connections" skeleton={<Skeleton className="h-80 w-full" />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title="There is no connection yet">
              <Link href="/settings?tab=connections" className="text-accent underline">
                Add one in the settings
              </Link>
              , then the mailbox.
            </EmptyState>
          ) : (
            <MailboxForm mailbox={mailbox} connections={items} onDone={onClose} />
          )
        }
      </QueryView>
    </Dialog>
  );
}

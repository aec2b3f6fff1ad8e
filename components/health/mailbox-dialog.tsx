"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { QueryView } from "#components/query/query-view.tsx";
import { Breakable } from "#components/ui/breakable.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { MissingPart } from "#components/ui/missing-part.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { mailboxQuery } from "#lib/history/queries.ts";
import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import { connectionsQuery } from "#lib/mailboxes/queries.ts";

// The page of the grid does without the form until somebody opens it.
const MailboxForm = dynamic(
  () => import("./mailbox-form.tsx").then((file) => file.MailboxForm).catch(() => MissingPart),
  {
    ssr: false,
    loading: () => <Skeleton className="h-80 w-full" />,
  },
);

/** An id, or "new"; null while it is closed. */
type MailboxDialogProps = { editing: string | null; onClose: () => void };

/** Adds or edits a mailbox. */
export function MailboxDialog({ editing, onClose }: MailboxDialogProps) {
  const connections = useQuery({ ...connectionsQuery, enabled: editing !== null });
  const isNew = editing === "new";
  return (
    <Dialog
      wide
      open={editing !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={isNew ? "Add a mailbox" : "Edit the mailbox"}
    >
      <QueryView query={connections} what="The connections" skeleton={<Skeleton className="h-80 w-full" />}>
        {(items) => {
          if (items.length === 0) return <NoConnection />;
          if (isNew) return <MailboxForm mailbox={null} connections={items} onDone={onClose} />;
          return editing ? <EditMailbox id={editing} connections={items} onDone={onClose} /> : null;
        }}
      </QueryView>
    </Dialog>
  );
}

type EditMailboxProps = { id: string; connections: readonly ConnectionView[]; onDone: () => void };

/** The form of a stored mailbox, as it is now. */
function EditMailbox({ id, connections, onDone }: EditMailboxProps) {
  const query = useQuery({ ...mailboxQuery(id), refetchInterval: false, staleTime: 0, gcTime: 0 });
  return (
    <QueryView query={query} what="The mailbox" skeleton={<Skeleton className="h-80 w-full" />}>
      {(mailbox) => (
        <>
          <p className="mb-4 font-medium">
            <Breakable text={mailbox.from_email} />
          </p>
          <MailboxForm mailbox={mailbox} connections={connections} onDone={onDone} />
        </>
      )}
    </QueryView>
  );
}

function NoConnection() {
  return (
    <EmptyState title="No connections yet">
      <Link href="/settings?tab=connections" className="text-accent underline">
        Add one in the settings
      </Link>
      , then the mailbox.
    </EmptyState>
  );
}

"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { QueryView } from "#components/query/query-view.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import { connectionsQuery } from "#lib/mailboxes/queries.ts";
import { ConnectionCard } from "./connection-card.tsx";
import { ConnectionDialog } from "./connection-dialog.tsx";
import { UnreadableEventsCard } from "./unreadable-events-card.tsx";

/** How mail leaves and events come back. */
export function ConnectionsPanel() {
  const query = useQuery(connectionsQuery);
  const mayEdit = useHasRole("admin");
  const [editing, setEditing] = useState<ConnectionView | "new" | null>(null);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-ink-muted">
          A connection is an account with a mail server or provider. Its webhook reports what happened to each email.
        </p>
        {mayEdit ? (
          <Button
            variant="primary"
            onClick={() => setEditing("new")}
            icon={<Plus aria-hidden="true" className="size-4" />}
          >
            Add connection
          </Button>
        ) : null}
      </div>
      <QueryView query={query} what="The connections" skeleton={<TableSkeleton rows={3} />}>
        {(items) =>
          items.length === 0 ? (
            <Card>
              <EmptyState title="No connections yet">
                Mailboxes send through a connection. Add one to get started.
              </EmptyState>
            </Card>
          ) : (
            items.map((item) => (
              <ConnectionCard key={item.id} connection={item} onEdit={mayEdit ? () => setEditing(item) : undefined} />
            ))
          )
        }
      </QueryView>
      <UnreadableEventsCard />
      <ConnectionDialog editing={editing} onClose={() => setEditing(null)} />
    </>
  );
}

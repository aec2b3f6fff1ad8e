"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { ArchivedMailboxes } from "#components/place/archived-places.tsx";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { useUrlState } from "#components/query/use-url-state.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import type { EmailHealthAnswer } from "#lib/health/contract.ts";
import { EMAIL_HEALTH_POLL_MS, emailHealthQuery } from "#lib/health/queries.ts";
import { mailboxesQuery } from "#lib/mailboxes/queries.ts";
import { mailboxRows } from "./health-rows.ts";
import { MailboxDialog } from "./mailbox-dialog.tsx";
import { MAILBOXES_SHOWN } from "./mailbox-filters.tsx";
import { MailboxHealthGrid } from "./mailbox-health-grid.tsx";
import { StaleCounters } from "./stale-counters.tsx";

/** The addresses we send from. */
export function MailboxesView() {
  const [params] = useUrlState();
  const health = useQuery(emailHealthQuery);
  const mayEdit = useHasRole("admin");
  /** an id, or "new" */
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <>
      <PageHeader
        title="Mailboxes"
        description="The addresses you send from. Those in trouble come first; those the engine stopped using on its own are marked."
        actions={
          <>
            <Freshness query={health} intervalMs={EMAIL_HEALTH_POLL_MS} />
            {mayEdit ? (
              <Button
                variant="primary"
                onClick={() => setEditing("new")}
                icon={<Plus aria-hidden="true" className="size-4" />}
              >
                Add mailbox
              </Button>
            ) : null}
          </>
        }
      />
      <StaleCounters since={health.data?.stale_since ?? null} />
      {params.get("show") === "archived" ? (
        <ArchivedMailboxes shown={MAILBOXES_SHOWN} />
      ) : (
        <Card flush>
          <QueryView query={health} what="The health of the mailboxes" skeleton={<TableSkeleton rows={8} />}>
            {(data) =>
              data.mailboxes.length === 0 ? (
                <NoMailboxes />
              ) : (
                <Grid health={data} onEdit={mayEdit ? setEditing : undefined} />
              )
            }
          </QueryView>
        </Card>
      )}
      <MailboxDialog editing={editing} onClose={() => setEditing(null)} />
    </>
  );
}

function NoMailboxes() {
  return (
    <EmptyState
      title="No mailboxes yet"
      action={
        <span className="flex flex-wrap justify-center gap-2">
          <Link href="/domains" prefetch={false} className={buttonClass()}>
            Sending domains
          </Link>
          <Link href="/settings?tab=connections" prefetch={false} className={buttonClass()}>
            Connections
          </Link>
          <Link href="/mailboxes?show=archived" prefetch={false} className={buttonClass()}>
            Archived mailboxes
          </Link>
        </span>
      }
    >
      A mailbox needs a sending domain and a connection; then it sends from the next run on.
    </EmptyState>
  );
}

function Grid({ health, onEdit }: { health: EmailHealthAnswer; onEdit?: (id: string) => void }) {
  const { data } = useQuery(mailboxesQuery);
  const rows = useMemo(() => mailboxRows(health, data), [health, data]);
  return <MailboxHealthGrid rows={rows} onEdit={onEdit} />;
}

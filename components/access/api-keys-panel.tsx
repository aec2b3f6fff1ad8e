"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { QueryView } from "#components/query/query-view.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { meQuery } from "#lib/auth/queries.ts";
import { apiKeysQuery } from "#lib/auth/queries-access.ts";
import { ApiKeyForm } from "./api-key-form.tsx";
import { ApiKeyTable } from "./api-key-table.tsx";

/** Keys with which other programs use the API. */
export function ApiKeysPanel() {
  const mayManage = useHasRole("admin");
  if (mayManage) return <ApiKeysCard />;
  return (
    <Card>
      <EmptyState title="Admins manage API keys">Ask an admin for a key with the role your program needs.</EmptyState>
    </Card>
  );
}

function ApiKeysCard() {
  const query = useQuery(apiKeysQuery);
  const { data: me } = useQuery(meQuery);
  const ownRole = me?.role ?? "viewer";
  return (
    <Card
      title="API keys"
      description="A key lets another program use the API with the key's role. Send it as a bearer token."
      actions={
        <Link href="/api-docs" prefetch={false} className="text-accent underline">
          API reference
        </Link>
      }
      flush
    >
      <div className="border-b border-line p-4">
        <ApiKeyForm ownRole={ownRole} />
      </div>
      <QueryView query={query} what="The API keys" skeleton={<TableSkeleton rows={2} label="Loading API keys" />}>
        {(items) =>
          items.length === 0 ? (
            <p className="p-4 text-ink-muted">No API keys yet.</p>
          ) : (
            <ApiKeyTable items={items} ownRole={ownRole} />
          )
        }
      </QueryView>
    </Card>
  );
}

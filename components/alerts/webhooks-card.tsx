"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { QueryView } from "#components/query/query-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import type { WebhookView } from "#lib/alerts/contract-delivery.ts";
import { webhooksQuery } from "#lib/alerts/queries.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { WebhookDialog } from "./webhook-dialog.tsx";
import { WebhookItem } from "./webhook-item.tsx";

/** Outgoing webhooks: where alerts are posted, and what came of it. */
export function WebhooksCard() {
  const query = useQuery(webhooksQuery);
  const [editing, setEditing] = useState<WebhookView | "new" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Card
      title="Outgoing webhooks"
      description="Alerts are posted as JSON and signed following Standard Webhooks. Failed posts are retried for a day."
      flush
      actions={
        <Button onClick={() => setEditing("new")} icon={<Plus aria-hidden="true" className="size-4" />}>
          Add webhook
        </Button>
      }
    >
      <QueryView query={query} what="The webhooks" skeleton={<TableSkeleton rows={2} label="Loading webhooks" />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title="No webhooks yet">Send every alert to a pager, a chat or your own service.</EmptyState>
          ) : (
            <ul className="divide-y divide-line">
              {items.map((webhook) => (
                <WebhookItem
                  key={webhook.id}
                  webhook={webhook}
                  onEdit={() => setEditing(webhook)}
                  onSecret={setSecret}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
      <WebhookDialog editing={editing} onClose={() => setEditing(null)} onSecret={setSecret} />
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </Card>
  );
}

"use client";
import { useHasRole } from "#components/shell/role.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RecipientsCard } from "./recipients-card.tsx";
import { WebhooksCard } from "./webhooks-card.tsx";

/** Who gets alerts: outgoing webhooks and addresses. */
export function NoticesPanel() {
  const mayConfigure = useHasRole("admin");
  if (!mayConfigure) {
    return (
      <Card>
        <EmptyState title="Admins manage alert notifications">
          Everyone can see alerts on the Alerts page. Ask an admin to get them by email.
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <WebhooksCard />
      <RecipientsCard />
    </>
  );
}

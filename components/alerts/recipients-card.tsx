"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { QueryView } from "#components/query/query-view.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Breakable } from "#components/ui/breakable.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { RecipientView } from "#lib/alerts/contract-delivery.ts";
import { recipientsQuery, removeRecipient } from "#lib/alerts/queries.ts";
import { DigestSelect } from "./digest-select.tsx";
import { RecipientDialog } from "./recipient-dialog.tsx";
import { wishText } from "./wish-text.ts";

/** Who gets alerts by email. */
export function RecipientsCard() {
  const query = useQuery(recipientsQuery);
  const [isAdding, setAdding] = useState(false);
  return (
    <Card
      title="Email"
      description="New and worse alerts are emailed right away. Resolved ones are collected for up to an hour into one email. The daily digest covers the day before, at an hour in the send time zone."
      flush
      actions={
        <Button onClick={() => setAdding(true)} icon={<Plus aria-hidden="true" className="size-4" />}>
          Add address
        </Button>
      }
    >
      <QueryView query={query} what="The addresses" skeleton={<TableSkeleton rows={2} label="Loading addresses" />}>
        {({ items, is_email_on }) => (
          <>
            {is_email_on ? null : (
              <Banner tone="warn" className="m-4">
                Alert email is off: this installation has no mail server for it. Whoever runs it sets ALERT_SMTP_URL and
                ALERT_FROM. The tenant's own mailboxes are never used.
              </Banner>
            )}
            {items.length === 0 ? (
              <EmptyState title="No alert emails yet">Add the addresses of the people who handle alerts.</EmptyState>
            ) : (
              <RecipientTable items={items} />
            )}
          </>
        )}
      </QueryView>
      <RecipientDialog open={isAdding} onOpenChange={setAdding} />
    </Card>
  );
}

function RecipientTable({ items }: { items: readonly RecipientView[] }) {
  return (
    <Table caption="Alert recipients">
      <thead>
        <tr>
          <Th>Address</Th>
          <Th>Is told of</Th>
          <Th>Daily digest</Th>
          <Th>Since</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {items.map((recipient) => (
          <tr key={recipient.id}>
            <RowHeader className="min-w-40">
              <Breakable text={recipient.email} />
            </RowHeader>
            <Td className="min-w-48">{wishText(recipient)}</Td>
            <Td className="min-w-44">
              <DigestSelect recipient={recipient} />
            </Td>
            <Td>
              <Time value={recipient.created_at} compact />
            </Td>
            <Td className="text-right">
              <RemoveButton recipient={recipient} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function RemoveButton({ recipient }: { recipient: RecipientView }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeRecipient(recipient.id),
    onSuccess: () => showToast({ tone: "ok", text: `${recipient.email} no longer gets alerts.` }),
    onError: (error) => showToast({ tone: "bad", text: error.message }),
    onSettled: () => client.invalidateQueries({ queryKey: ["alert-recipients"] }),
  });
  return (
    <Button size="sm" busy={remove.isPending} onClick={() => remove.mutate()}>
      Remove<span className="sr-only"> {recipient.email}</span>
    </Button>
  );
}

"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { KeysetView } from "#components/query/keyset-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { QuarantinedItem } from "#lib/webhooks/contract-quarantine.ts";
import { quarantineQuery } from "#lib/webhooks/queries.ts";
import { unreadableReason } from "./connection-words.ts";

/** Provider events that could not be read, newest first, each with what came. */
export function UnreadableEventsCard() {
  const { cursor } = useKeyset();
  const query = useQuery({ ...quarantineQuery(cursor), placeholderData: keepPreviousData });
  return (
    <Card
      flush
      id="unreadable-events"
      title="Unreadable events"
      description="What providers sent that could not be read as an event. It changed nothing and is kept for 90 days."
    >
      <KeysetView
        query={query}
        what="The unreadable events"
        skeleton={<TableSkeleton rows={3} />}
        unit="event"
        order="newest first"
        empty={<EmptyState title="No unreadable events">All events so far could be read.</EmptyState>}
      >
        {({ items }) => <UnreadableTable items={items} />}
      </KeysetView>
    </Card>
  );
}

function UnreadableTable({ items }: { items: readonly QuarantinedItem[] }) {
  return (
    <Table caption="Unreadable events">
      <thead>
        <tr>
          <Th>Received</Th>
          <Th>Connection</Th>
          <Th>Why</Th>
          <Th>Event</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <RowHeader>
              <Time value={item.received_at} />
            </RowHeader>
            <Td>{item.connection_name}</Td>
            <Td className="min-w-48">{unreadableReason(item.reason)}</Td>
            <Td className="min-w-64">
              <Payload item={item} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Payload({ item }: { item: QuarantinedItem }) {
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-accent">Show the event</summary>
      <pre className="mt-2 max-h-64 max-w-xl overflow-auto font-mono text-xs whitespace-pre-wrap wrap-anywhere">
        {item.payload}
      </pre>
      {item.is_payload_cut ? (
        <p className="text-xs text-ink-muted">Only its first 2,000 characters are shown.</p>
      ) : null}
    </details>
  );
}

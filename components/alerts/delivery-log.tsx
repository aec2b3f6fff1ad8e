"use client";
import { useQuery } from "@tanstack/react-query";
import { QueryView } from "#components/query/query-view.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { DeliveryView } from "#lib/alerts/contract-delivery.ts";
import { deliveriesQuery } from "#lib/alerts/queries.ts";

const STATUS: Record<DeliveryView["status"], { label: string; tone: Tone }> = {
  pending: { label: "Waiting", tone: "info" },
  delivered: { label: "Taken", tone: "ok" },
  failed: { label: "Failed", tone: "bad" },
  dropped: { label: "Dropped", tone: "neutral" },
};
const EVENT: Record<DeliveryView["event"], string> = {
  opened: "Began",
  escalated: "Got worse",
  closed: "Over",
  test: "Test",
  digest: "Daily digest",
};

/** The last deliveries to an outgoing webhook, with what it answered. */
export function DeliveryLog({ webhookId, name }: { webhookId: string; name: string }) {
  const query = useQuery(deliveriesQuery(webhookId));
  return (
    <QueryView query={query} what="The deliveries" skeleton={<TableSkeleton rows={2} label="Loading deliveries" />}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="text-ink-muted">Nothing was posted yet. “Send a test” posts a notice now.</p>
        ) : (
          <Table caption={`Deliveries to ${name}`}>
            <thead>
              <tr>
                <Th>Notice</Th>
                <Th>Status</Th>
                <Th>Answer</Th>
                <Th numeric>Took</Th>
                <Th>Made</Th>
                <Th>Next try</Th>
              </tr>
            </thead>
            <tbody>
              {items.map((delivery) => (
                <DeliveryRow key={delivery.id} delivery={delivery} />
              ))}
            </tbody>
          </Table>
        )
      }
    </QueryView>
  );
}

function DeliveryRow({ delivery }: { delivery: DeliveryView }) {
  const { label, tone } = STATUS[delivery.status];
  return (
    <tr>
      <RowHeader className="min-w-48 wrap-anywhere">
        {EVENT[delivery.event]}: {delivery.title}
      </RowHeader>
      <Td>
        <StatusBadge tone={tone}>{label}</StatusBadge>
        {delivery.attempts > 1 ? <p className="text-xs text-ink-muted">{delivery.attempts} tries</p> : null}
      </Td>
      <Td className="min-w-48 wrap-anywhere">
        {delivery.last_error ?? delivery.last_status ?? "–"}
        {delivery.last_answer ? (
          <p className="font-mono text-xs text-ink-muted">{delivery.last_answer.slice(0, 200)}</p>
        ) : null}
      </Td>
      <Td numeric>{delivery.last_duration_ms === null ? "–" : `${delivery.last_duration_ms} ms`}</Td>
      <Td>
        <Time value={delivery.created_at} compact />
      </Td>
      <Td>
        <Time value={delivery.next_attempt_at} compact />
      </Td>
    </tr>
  );
}

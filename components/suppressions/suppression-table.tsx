"use client";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SuppressionItem } from "#lib/suppressions/contract.ts";

const KIND: Record<SuppressionItem["kind"], string> = { email: "Address", domain: "Recipient domain" };

const REASON: Record<string, string> = {
  unsubscribed: "Unsubscribed",
  complained: "Complained",
  bounced: "Hard bounce",
  domain_bounced: "Domain keeps bouncing",
  rejected: "Asked not to be written to",
  manual: "Added by a person",
};

export function SuppressionTable({ items }: { items: readonly SuppressionItem[] }) {
  return (
    <Table caption="Suppressions">
      <thead>
        <tr>
          <Th>Address or domain</Th>
          <Th>Kind</Th>
          <Th>Reason</Th>
          <Th>Source</Th>
          <Th>Since</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <RowHeader className="wrap-anywhere">{item.value}</RowHeader>
            <Td>{KIND[item.kind]}</Td>
            <Td>{REASON[item.reason] ?? item.reason}</Td>
            <Td>{item.source.replaceAll("_", " ")}</Td>
            <Td>
              <Time value={item.created_at} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

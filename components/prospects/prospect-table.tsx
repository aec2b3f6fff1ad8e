"use client";
import Link from "next/link";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ProspectItem } from "#lib/prospects/contract.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import { prospectStatusWord, prospectTitle, sequencePlace } from "./prospect-words.ts";

export function ProspectTable({ items }: { items: readonly ProspectItem[] }) {
  return (
    <Table caption="Prospects">
      <thead>
        <tr>
          <Th>Prospect</Th>
          <Th>Trade and place</Th>
          <Th>Status</Th>
          <Th>Sequence</Th>
          <Th>Last email</Th>
          <Th>Next</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ProspectRow key={item.id} item={item} />
        ))}
      </tbody>
    </Table>
  );
}

function ProspectRow({ item }: { item: ProspectItem }) {
  const status = prospectStatusWord(item.status);
  const place = [item.city, item.state_code].filter(Boolean).join(", ");
  return (
    <tr className="hover:bg-sunken">
      <RowHeader>
        <Link href={`/prospects/${item.id}`} prefetch={false} className="text-accent hover:underline">
          {prospectTitle(item)}
        </Link>
        <span className="block font-normal text-ink-muted">{item.email ?? "no address"}</span>
      </RowHeader>
      <Td>
        {item.trade_type ?? "–"}
        <span className="block text-ink-muted">{place}</span>
      </Td>
      <Td>
        <StatusBadge tone={status.tone}>{status.label}</StatusBadge>
      </Td>
      <Td className="whitespace-nowrap">{sequencePlace(item)}</Td>
      <Td>
        <Time value={item.last_email_sent_at} compact none="none" />
      </Td>
      <Td>
        <NextCell item={item} />
      </Td>
    </tr>
  );
}

function NextCell({ item }: { item: ProspectItem }) {
  if (item.hold_reason) return <span>{describeReason(item.hold_reason).label}</span>;
  return <Time value={item.next_send_at} none="no further email" />;
}

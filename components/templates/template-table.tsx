"use client";
import Link from "next/link";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { TemplateView } from "#lib/templates/contract.ts";
import { TemplateUses } from "./template-uses.tsx";

export function TemplateTable({ items }: { items: readonly TemplateView[] }) {
  return (
    <Table caption="Templates">
      <thead>
        <tr>
          <Th>Template</Th>
          <Th>State</Th>
          <Th>Used by</Th>
          <Th>Created</Th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, name, subject, archived_at, campaigns, created_at }) => (
          <tr key={id} className="hover:bg-sunken">
            <RowHeader className="min-w-40">
              <Link href={`/templates/${id}`} prefetch={false} className="text-accent wrap-anywhere hover:underline">
                {name}
              </Link>
              <span className="block font-normal wrap-anywhere text-ink-muted">{subject}</span>
            </RowHeader>
            <Td>
              <TemplateState isArchived={archived_at !== null} isUsed={campaigns.length > 0} />
            </Td>
            <Td className="min-w-48">
              {campaigns.length === 0 ? <span className="text-ink-muted">–</span> : <TemplateUses uses={campaigns} />}
            </Td>
            <Td>
              <Time value={created_at} compact />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function TemplateState({ isArchived, isUsed }: { isArchived: boolean; isUsed: boolean }) {
  if (isArchived) return <StatusBadge tone="neutral">Archived</StatusBadge>;
  return isUsed ? <StatusBadge tone="ok">In use</StatusBadge> : <StatusBadge tone="neutral">Not used</StatusBadge>;
}

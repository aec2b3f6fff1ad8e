"use client";
import Link from "next/link";
import { ResultCells } from "#components/mail-results/rate-cell.tsx";
import { ResultParts } from "#components/mail-results/result-parts.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedTemplate } from "#lib/templates/contract.ts";
import type { TemplateResults } from "#lib/templates/contract-results.ts";
import { resultDays } from "#lib/templates/types.ts";
import { TemplateUses } from "./template-uses.tsx";

/** Templates with what came of their messages lately. */
export function TemplateTable({ items }: { items: readonly ListedTemplate[] }) {
  return (
    <Table caption="Templates">
      <thead>
        <tr>
          <Th>Template</Th>
          <Th>State</Th>
          <Th>Used by</Th>
          <Th numeric>
            Sent<span className="block font-normal">in {resultDays} days</span>
          </Th>
          <Th numeric>Delivered</Th>
          <Th numeric>Opened</Th>
          <Th numeric>Clicked</Th>
          <Th numeric>Replied</Th>
          <Th numeric>Bounced</Th>
          <Th>Created</Th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, name, subject, archived_at, campaigns, created_at, results }) => (
          <tr key={id} className="hover:bg-sunken">
            <RowHeader className="min-w-40">
              <Link href={`/templates/${id}`} prefetch={false} className="text-accent wrap-anywhere hover:underline">
                {name}
              </Link>
              <span className="block font-normal wrap-anywhere text-ink-muted">{subject}</span>
              {results ? <ResultParts results={results} /> : null}
            </RowHeader>
            <Td>
              <TemplateState isArchived={archived_at !== null} isUsed={campaigns.length > 0} />
            </Td>
            <Td className="min-w-48">
              {campaigns.length === 0 ? <span className="text-ink-muted">–</span> : <TemplateUses uses={campaigns} />}
            </Td>
            <Figures results={results} />
            <Td>
              <Time value={created_at} compact />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Figures({ results }: { results: TemplateResults | null }) {
  return results === null ? <Td colSpan={6} /> : <ResultCells results={results} />;
}

export function TemplateState({ isArchived, isUsed }: { isArchived: boolean; isUsed: boolean }) {
  if (isArchived) return <StatusBadge tone="neutral">Archived</StatusBadge>;
  return isUsed ? <StatusBadge tone="ok">In use</StatusBadge> : <StatusBadge tone="neutral">Not used</StatusBadge>;
}

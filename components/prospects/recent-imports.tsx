"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { QueryView } from "#components/query/query-view.tsx";
import { Breakable } from "#components/ui/breakable.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { ImportItem } from "#lib/prospects/contract.ts";
import { importsQuery } from "#lib/prospects/queries.ts";
import { follow } from "#lib/query/follow.ts";
import { ImportStatus, isOver } from "./import-status.tsx";

const POLL_MS = 2_000;

/** The last imports, newest first. */
export function RecentImports() {
  const query = useQuery({
    ...importsQuery,
    refetchInterval: follow(({ items }) => items.some(({ status }) => !isOver(status)), POLL_MS),
  });
  return (
    <Card title="Recent imports" flush>
      <QueryView query={query} what="The imports" skeleton={<TableSkeleton rows={3} />}>
        {({ items }) =>
          items.length === 0 ? <EmptyState title="Nothing was imported yet" /> : <ImportTable items={items} />
        }
      </QueryView>
    </Card>
  );
}

function ImportTable({ items }: { items: readonly ImportItem[] }) {
  return (
    <Table caption="Recent imports">
      <thead>
        <tr>
          <Th>File</Th>
          <Th>Status</Th>
          <Th numeric>Rows</Th>
          <Th numeric>Added</Th>
          <Th numeric>Changed</Th>
          <Th numeric>Unchanged</Th>
          <Th numeric>Refused</Th>
          <Th>By</Th>
          <Th>Started</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <RowHeader className="min-w-44 wrap-anywhere">
              <Link href={`/prospects/import?id=${item.id}`} className="text-accent underline">
                {item.filename}
              </Link>
            </RowHeader>
            <Td>
              <ImportStatus status={item.status} />
            </Td>
            <Td numeric>{formatCount(item.total_rows)}</Td>
            <Td numeric>{formatCount(item.totals.added)}</Td>
            <Td numeric>{formatCount(item.totals.changed)}</Td>
            <Td numeric>{formatCount(item.totals.unchanged)}</Td>
            <Td numeric>{formatCount(item.totals.refused)}</Td>
            <Td>{item.created_by ? <Breakable text={item.created_by} /> : "–"}</Td>
            <Td>
              <Time value={item.created_at} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

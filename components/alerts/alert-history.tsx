"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { KeysetView } from "#components/query/keyset-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Select } from "#components/ui/select.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AlertView } from "#lib/alerts/contract.ts";
import { type AlertHistoryFilter, alertHistoryQuery } from "#lib/alerts/queries.ts";
import { formatDuration } from "#lib/format/time.ts";
import { KIND_OPTIONS, severityWord } from "./alert-words.ts";

const SEVERITIES = [
  { value: "", label: "Any severity" },
  { value: "critical", label: "Critical" },
  { value: "warning", label: "Warnings" },
  { value: "info", label: "Notes" },
];
const KINDS = [{ value: "", label: "All kinds" }, ...KIND_OPTIONS];

/** Alerts that are over; filters and page are in the URL. */
export function AlertHistory() {
  const [params, setParams] = useUrlState();
  const { cursor } = useKeyset();
  const filter: AlertHistoryFilter = { kind: params.get("kind"), severity: params.get("severity") };
  const isFiltered = filter.kind !== null || filter.severity !== null;
  const query = useQuery({ ...alertHistoryQuery(filter, cursor), placeholderData: keepPreviousData });
  return (
    <Card
      title="Over"
      flush
      actions={
        <>
          <Select
            aria-label="Severity"
            options={SEVERITIES}
            value={filter.severity ?? ""}
            onValueChange={(severity) => setParams({ severity, cursor: null })}
          />
          <Select
            aria-label="Kind"
            options={KINDS}
            value={filter.kind ?? ""}
            onValueChange={(kind) => setParams({ kind, cursor: null })}
          />
        </>
      }
    >
      <KeysetView
        query={query}
        what="The history"
        skeleton={<TableSkeleton label="Loading the history" />}
        unit="alert"
        order="newest first"
        empty={
          <EmptyState title={isFiltered ? "None fits these filters" : "No alert is over yet"}>
            {isFiltered ? null : "Closed alerts are kept here for 180 days."}
          </EmptyState>
        }
      >
        {({ items }) => <HistoryTable items={items} />}
      </KeysetView>
    </Card>
  );
}

function HistoryTable({ items }: { items: readonly AlertView[] }) {
  return (
    <Table caption="Alerts that are over">
      <thead>
        <tr>
          <Th>Alert</Th>
          <Th>Severity</Th>
          <Th>Began</Th>
          <Th numeric>Lasted</Th>
          <Th>Acknowledged by</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((alert) => (
          <tr key={alert.id}>
            <RowHeader className="min-w-56 wrap-anywhere">
              {alert.title}
              <p className="font-normal text-ink-muted">{alert.detail}</p>
            </RowHeader>
            <Td>
              <StatusBadge tone={severityWord(alert.severity).tone}>{severityWord(alert.severity).label}</StatusBadge>
            </Td>
            <Td>
              <Time value={alert.opened_at} />
            </Td>
            <Td numeric>{lastedText(alert)}</Td>
            <Td>{alert.acknowledged_by ?? "–"}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function lastedText({ opened_at, closed_at }: AlertView): string {
  return closed_at === null ? "–" : formatDuration((Date.parse(closed_at) - Date.parse(opened_at)) / 1000);
}

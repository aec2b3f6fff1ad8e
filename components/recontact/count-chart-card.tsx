"use client";
import dynamic from "next/dynamic";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { MissingPart } from "#components/ui/missing-part.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount, formatRate } from "#lib/format/number.ts";
import type { CountRow } from "./count-rows.ts";

const CountChart = dynamic(() => import("./count-chart.tsx").catch(() => MissingPart), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

type CountChartCardProps = {
  title: string;
  /** Says in words what the chart shows. */
  summary: string;
  rows: CountRow[];
  /** What a row is, as the heading of its column. */
  of: string;
  /** Name of this chart in the URL. */
  name: string;
};

/** Prospects counted by something: as a chart, or as a table with the same figures. */
export function CountChartCard({ title, summary, rows, of, name }: CountChartCardProps) {
  const [params, setParams] = useUrlState();
  const asTable = params.get(name) === "table";
  if (rows.every(({ count }) => count === 0))
    return (
      <Card title={title} description={summary}>
        <EmptyState title="Nothing to show yet">The chart appears once there are prospects.</EmptyState>
      </Card>
    );
  return (
    <Card
      title={title}
      description={summary}
      flush={asTable}
      actions={
        <Button size="sm" onClick={() => setParams({ [name]: asTable ? null : "table" }, "replace")}>
          {asTable ? "Show chart" : "Show table"}
          <span className="sr-only"> of {title}</span>
        </Button>
      }
    >
      {asTable ? (
        <CountTable title={title} rows={rows} of={of} />
      ) : (
        <div role="img" aria-label={summary} className="h-60">
          <CountChart rows={rows} what="Prospects" />
        </div>
      )}
    </Card>
  );
}

function CountTable({ title, rows, of }: Pick<CountChartCardProps, "title" | "rows" | "of">) {
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  return (
    <Table caption={title}>
      <thead>
        <tr>
          <Th>{of}</Th>
          <Th numeric>Prospects</Th>
          <Th numeric>Share</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <RowHeader>{row.label}</RowHeader>
            <Td numeric>{formatCount(row.count)}</Td>
            <Td numeric>{formatRate(total === 0 ? null : row.count / total)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

"use client";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount, formatRate } from "#lib/format/number.ts";
import { type CycleRow, cycleRows, summariseCycles } from "./cycle-distribution.ts";

const CycleChart = dynamic(() => import("./cycle-chart.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

type RecontactStatsProps = {
  stats: { total_eligible: number; total_recycled_30d: number; cycle_distribution: Record<string, number> };
};

/** Who may return, who did, and how the prospects spread over the cycles (SPEC §9). */
export function RecontactStats({ stats }: RecontactStatsProps) {
  const rows = cycleRows(stats.cycle_distribution);
  const total = rows.reduce((sum, row) => sum + row.prospects, 0);
  return (
    <div className="flex flex-col gap-5">
      <Card>
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
          <Stat
            label="Eligible now"
            value={formatCount(stats.total_eligible)}
            detail="return with the next run, oldest first"
          />
          <Stat label="Returned in 30 days" value={formatCount(stats.total_recycled_30d)} />
          <Stat
            label="In a later cycle"
            value={formatCount(total - (rows[0]?.prospects ?? 0))}
            detail={
              <Link href="/prospects" className="text-accent underline">
                of {formatCount(total)} prospects
              </Link>
            }
          />
        </dl>
      </Card>
      <CycleCard rows={rows} total={total} />
    </div>
  );
}

function CycleCard({ rows, total }: { rows: CycleRow[]; total: number }) {
  const [params, setParams] = useUrlState();
  const asTable = params.get("view") === "table";
  return (
    <Card
      title="Prospects by cycle"
      description={summariseCycles(rows)}
      flush={asTable}
      actions={
        <Button size="sm" onClick={() => setParams({ view: asTable ? null : "table" }, "replace")}>
          {asTable ? "Show chart" : "Show table"}
        </Button>
      }
    >
      {asTable ? (
        <CycleTable rows={rows} total={total} />
      ) : (
        <div role="img" aria-label={summariseCycles(rows)} className="h-64">
          <CycleChart rows={rows} />
        </div>
      )}
    </Card>
  );
}

function CycleTable({ rows, total }: { rows: CycleRow[]; total: number }) {
  return (
    <Table caption="Prospects by cycle">
      <thead>
        <tr>
          <Th>Cycle</Th>
          <Th numeric>Prospects</Th>
          <Th numeric>Share</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.cycle}>
            <RowHeader>{row.label}</RowHeader>
            <Td numeric>{formatCount(row.prospects)}</Td>
            <Td numeric>{formatRate(total === 0 ? null : row.prospects / total)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

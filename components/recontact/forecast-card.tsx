"use client";
import clsx from "clsx";
import dynamic from "next/dynamic";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { MissingPart } from "#components/ui/missing-part.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type ForecastRow, summariseForecast } from "./count-rows.ts";
import { ForecastTable } from "./forecast-table.tsx";

const ForecastChart = dynamic(() => import("./forecast-chart.tsx").catch(() => MissingPart), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

type ForecastCardProps = {
  rows: ForecastRow[];
  /** what the edited settings would change, in a sentence; null while none are tried */
  comparison: string | null;
};

/** Who returns on which of the next days, as a chart or as a table with the same figures. */
export function ForecastCard({ rows, comparison }: ForecastCardProps) {
  const [params, setParams] = useUrlState();
  const asTable = params.get("forecast") === "table";
  const summary = summariseForecast(rows);
  return (
    <Card
      title="Coming back"
      description={`${summary} Based on the emails sent so far.`}
      flush={asTable}
      actions={
        <Button size="sm" onClick={() => setParams({ forecast: asTable ? null : "table" }, "replace")}>
          {asTable ? "Show chart" : "Show table"}
          <span className="sr-only"> of Coming back</span>
        </Button>
      }
    >
      <p role="status" className={clsx("font-medium empty:hidden", asTable ? "border-b border-line p-4" : "mb-4")}>
        {comparison}
      </p>
      {asTable ? (
        <div className="max-h-96 overflow-y-auto">
          <ForecastTable rows={rows} />
        </div>
      ) : rows.every((row) => row.returning === 0 && !row.tried) ? (
        <EmptyState title="Nobody is coming back yet">
          Prospects come back once their last email is older than the cooldown and they have not responded.
        </EmptyState>
      ) : (
        <div role="img" aria-label={summary} className="h-72 xl:h-112">
          <ForecastChart rows={rows} />
        </div>
      )}
    </Card>
  );
}

"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { QueryView } from "#components/query/query-view.tsx";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { MissingPart } from "#components/ui/missing-part.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { HistoryAnswer, HistoryRange } from "#lib/history/contract.ts";
import { ChoiceRow } from "./choice-row.tsx";
import { HistoryTable } from "./history-table.tsx";
import { linesOf, MEASURES, type Measure, RANGES, summariseHistory } from "./history-words.ts";

const HistoryChart = dynamic(() => import("./history-chart.tsx").catch(() => MissingPart), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

type HistoryCardProps = { query: UseQueryResult<HistoryAnswer>; range: HistoryRange };

const measures = MEASURES.map(({ key, label }) => ({ value: key, label }));

/** A place's history as a chart with the engine's lines in it, or as a table with the same figures. */
export function HistoryCard({ query, range }: HistoryCardProps) {
  const [params, setParams] = useUrlState();
  const asTable = params.get("view") === "table";
  const measure = MEASURES.find(({ key }) => key === params.get("measure")) ?? MEASURES[0];
  return (
    <Card
      title="History"
      description={query.data ? summariseHistory(query.data) : undefined}
      flush={asTable}
      actions={
        <>
          <ChoiceRow
            label="Range"
            choices={RANGES}
            value={range}
            onChange={(value) => setParams({ range: value === "30d" ? null : value }, "replace")}
          />
          <Button size="sm" onClick={() => setParams({ view: asTable ? null : "table" }, "replace")}>
            {asTable ? "Show chart" : "Show table"}
          </Button>
        </>
      }
    >
      <QueryView query={query} what="The history" skeleton={<HistorySkeleton />}>
        {(history) =>
          asTable ? (
            <HistoryTable history={history} />
          ) : (
            <div className="flex flex-col gap-3">
              <ChoiceRow
                label="Measure"
                choices={measures}
                value={measure.key}
                onChange={(value) => setParams({ measure: value === MEASURES[0].key ? null : value }, "replace")}
              />
              <div role="img" aria-label={`${measure.label}. ${summariseHistory(history)}`} className="h-64">
                <HistoryChart history={history} measure={measure} />
              </div>
              <p className="text-xs text-ink-muted">
                Line: {measure.label.toLowerCase()}, left. Bars: messages sent, right. {lineWords(measure, history)}
                Times in {history.time_zone}.
              </p>
            </div>
          )
        }
      </QueryView>
    </Card>
  );
}

/** What the drawn lines mean: "Dashed: slows at 2.0 %. Solid: stops at 5.0 %. " */
function lineWords(measure: Measure, history: HistoryAnswer): string {
  const style = { throttled: "Dashed", paused: "Solid" };
  return linesOf(measure, history.lines)
    .map((line) => `${style[line.effect]}: ${line.label}. `)
    .join("");
}

function HistorySkeleton() {
  return (
    <div role="status" aria-label="Loading the history" className="flex flex-col gap-3">
      <Skeleton className="h-7 w-72 max-w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

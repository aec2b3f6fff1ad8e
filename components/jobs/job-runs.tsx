"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { QueryView } from "#components/query/query-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { KeysetNav } from "#components/ui/pagination.tsx";
import { Select } from "#components/ui/select.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatPlural } from "#lib/format/number.ts";
import { formatDuration } from "#lib/format/time.ts";
import type { JobRunView } from "#lib/jobs/contract.ts";
import { jobRunsQuery } from "#lib/jobs/queries.ts";
import { describeCounts } from "./job-words.ts";
import { RunStatus } from "./run-status.tsx";

type Titles = ReadonlyMap<string, string>;

/** Past runs, newest first. */
export function JobRuns({ titles }: { titles: Titles }) {
  const [params, setParams] = useUrlState();
  const { cursor, goFirst, goNext } = useKeyset();
  const functionId = params.get("job");
  const query = useQuery({ ...jobRunsQuery(functionId, cursor), placeholderData: keepPreviousData });
  return (
    <Card
      title="Runs"
      flush
      actions={
        <Select
          aria-label="Job"
          options={[{ value: "", label: "All jobs" }, ...Array.from(titles, ([value, label]) => ({ value, label }))]}
          value={functionId ?? ""}
          onValueChange={(value) => setParams({ job: value, cursor: null })}
        />
      }
    >
      <QueryView query={query} what="The runs" skeleton={<TableSkeleton />}>
        {({ items, next_cursor }) =>
          items.length === 0 ? (
            <EmptyState title="No runs yet">Jobs run by themselves; “Run now” above starts one.</EmptyState>
          ) : (
            <>
              <RunTable items={items} titles={titles} />
              <KeysetNav
                summary={`${formatPlural(items.length, "run")} on this page`}
                onFirst={cursor ? goFirst : null}
                onNext={next_cursor ? () => goNext(next_cursor) : null}
                busy={query.isPlaceholderData}
              />
            </>
          )
        }
      </QueryView>
    </Card>
  );
}

function RunTable({ items, titles }: { items: readonly JobRunView[]; titles: Titles }) {
  return (
    <Table caption="Runs">
      <thead>
        <tr>
          <Th>Job</Th>
          <Th>Status</Th>
          <Th>Result</Th>
          <Th>Asked for by</Th>
          <Th>Started</Th>
          <Th numeric>Took</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((run) => (
          <tr key={run.id}>
            <RowHeader>{titles.get(run.function_id) ?? run.function_id}</RowHeader>
            <Td>
              <RunStatus status={run.status} />
            </Td>
            <Td className="min-w-56">{run.error ?? (describeCounts(run.counts).join(", ") || "–")}</Td>
            <Td>{run.requested_by ?? "schedule"}</Td>
            <Td>
              <Time value={run.created_at} />
            </Td>
            <Td numeric>{tookText(run)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function tookText(run: JobRunView): string {
  if (!run.started_at || !run.finished_at) return "–";
  return formatDuration((Date.parse(run.finished_at) - Date.parse(run.started_at)) / 1000);
}

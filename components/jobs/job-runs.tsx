"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { KeysetView } from "#components/query/keyset-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Select } from "#components/ui/select.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { type JobRunFilter, jobRunsQuery } from "#lib/jobs/queries.ts";
import { withQuery } from "#lib/query/query-string.ts";
import { RUN_STATUS_OPTIONS } from "./job-words.ts";
import { RunTable, type Titles } from "./run-table.tsx";

const POLL_MS = 15_000;
const STATUSES = [{ value: "", label: "Any status" }, ...RUN_STATUS_OPTIONS];

/** Past runs, newest first; filters, page and the run that is open are in the URL. */
export function JobRuns({ titles }: { titles: Titles }) {
  const [params, setParams] = useUrlState();
  const { cursor } = useKeyset();
  const filter: JobRunFilter = { function_id: params.get("job"), status: params.get("status") };
  const query = useQuery({
    ...jobRunsQuery(filter, cursor),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
  const hrefOf = ({ id }: { id: string }) =>
    withQuery("/jobs", { job: filter.function_id, status: filter.status, cursor, run: id });
  return (
    <Card title="Runs" flush actions={<RunFilters filter={filter} titles={titles} />}>
      <KeysetView
        query={query}
        what="The runs"
        skeleton={<TableSkeleton />}
        unit="run"
        empty={<NoRuns filter={filter} onClear={() => setParams({ job: null, status: null, cursor: null })} />}
      >
        {({ items }) => <RunTable items={items} titles={titles} hrefOf={hrefOf} />}
      </KeysetView>
    </Card>
  );
}

function RunFilters({ filter, titles }: { filter: JobRunFilter; titles: Titles }) {
  const [, setParams] = useUrlState();
  return (
    <search className="flex flex-wrap gap-2">
      <Select
        aria-label="Job"
        options={[{ value: "", label: "All jobs" }, ...Array.from(titles, ([value, label]) => ({ value, label }))]}
        value={filter.function_id ?? ""}
        onValueChange={(job) => setParams({ job, cursor: null })}
      />
      <Select
        aria-label="Status"
        options={STATUSES}
        value={filter.status ?? ""}
        onValueChange={(status) => setParams({ status, cursor: null })}
      />
    </search>
  );
}

function NoRuns({ filter, onClear }: { filter: JobRunFilter; onClear: () => void }) {
  if (filter.function_id === null && filter.status === null)
    return <EmptyState title="No runs yet">Jobs run automatically. Use “Run now” above to start one.</EmptyState>;
  return <EmptyState title="No run fits these filters" action={<Button onClick={onClear}>Clear the filters</Button>} />;
}

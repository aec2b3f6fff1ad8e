"use client";
import Link from "next/link";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { JobRunView } from "#lib/jobs/contract.ts";
import { askedBy, describeCounts, tookText } from "./job-words.ts";
import { RunStatus } from "./run-status.tsx";

export type Titles = ReadonlyMap<string, string>;

type RunTableProps = { items: readonly JobRunView[]; titles: Titles; hrefOf: (run: JobRunView) => string };

/** Runs with what came of each; a run opens beside the table. */
export function RunTable({ items, titles, hrefOf }: RunTableProps) {
  return (
    <Table caption="Runs">
      <thead>
        <tr>
          <Th>Job</Th>
          <Th>Status</Th>
          <Th>Result</Th>
          <Th>Started by</Th>
          <Th>Started</Th>
          <Th numeric>Took</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((run) => (
          <tr key={run.id} className="hover:bg-sunken">
            <RowHeader>
              <Link href={hrefOf(run)} prefetch={false} scroll={false} className="text-accent hover:underline">
                {titles.get(run.function_id) ?? run.function_id}
              </Link>
            </RowHeader>
            <Td>
              <RunStatus status={run.status} />
            </Td>
            <Td className="min-w-56">{resultText(run)}</Td>
            <Td>{askedBy(run)}</Td>
            <Td>
              <Time value={run.started_at ?? run.created_at} />
            </Td>
            <Td numeric>{tookText(run)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function resultText(run: JobRunView): string {
  const counts = describeCounts(run.counts).join(", ");
  return run.error ?? (counts === "" && run.status === "succeeded" ? "Nothing to do" : counts || "–");
}

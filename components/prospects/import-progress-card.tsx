"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useEffect } from "react";
import { QueryView } from "#components/query/query-view.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { ImportItem } from "#lib/prospects/contract.ts";
import { importQuery, importReportUrl, importsQuery } from "#lib/prospects/queries.ts";
import { importResults } from "#lib/prospects/types.ts";
import { follow } from "#lib/query/follow.ts";
import { ImportStatus, isOver } from "./import-status.tsx";

const POLL_MS = 1_000;

/** How far an import is and what became of its rows. */
export function ImportProgressCard({ id, onAgain }: { id: string; onAgain: () => void }) {
  const query = useQuery({
    ...importQuery(id),
    refetchInterval: follow(({ status }) => !isOver(status), POLL_MS),
  });
  useToldWhenOver(query.data);
  return (
    <QueryView query={query} what="The import" skeleton={<Skeleton className="h-40 w-full" />}>
      {(progress) => (
        <Card
          title={progress.filename}
          description={<ImportStatus status={progress.status} />}
          actions={<Actions progress={progress} onAgain={onAgain} />}
        >
          <ProgressBody progress={progress} />
        </Card>
      )}
    </QueryView>
  );
}

/** The list below learns of the end at once. */
function useToldWhenOver(progress: ImportItem | undefined): void {
  const client = useQueryClient();
  const hasEnded = progress !== undefined && isOver(progress.status);
  useEffect(() => {
    if (hasEnded) void client.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true });
  }, [client, hasEnded]);
}

function Actions({ progress, onAgain }: { progress: ImportItem; onAgain: () => void }) {
  if (!isOver(progress.status)) return null;
  return (
    <>
      {progress.done_rows > 0 ? (
        <a href={importReportUrl(progress.id)} download className={buttonClass()}>
          <Download aria-hidden="true" className="size-4" />
          Report
        </a>
      ) : null}
      <Button onClick={onAgain}>Import another file</Button>
    </>
  );
}

function ProgressBody({ progress }: { progress: ImportItem }) {
  const done = `${formatCount(progress.done_rows)} of ${formatPlural(progress.total_rows, "row")}`;
  const results = Object.entries(importResults).flatMap(([code, label]) => {
    const count = progress.counts[code] ?? 0;
    return count > 0 ? [{ code, label, count }] : [];
  });
  return (
    <div className="flex flex-col gap-4">
      {progress.error ? (
        <Banner tone="bad" role="alert">
          {progress.error} {progress.done_rows === 0 ? "Nothing of this file was imported: import it again." : null}
        </Banner>
      ) : null}
      {progress.total_rows > 0 ? (
        <div className="flex flex-col gap-1.5">
          <p aria-live="polite">{done}</p>
          <Progress
            value={progress.done_rows}
            max={progress.total_rows}
            label="Rows done"
            valueText={done}
            tone={progress.status === "done" ? "ok" : "info"}
          />
          {isOver(progress.status) ? null : (
            <p className="text-ink-muted">You can leave this page. The import continues, and is in the list below.</p>
          )}
        </div>
      ) : null}
      {results.length > 0 ? (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {results.map(({ code, label, count }) => (
            <div key={code} className="contents">
              <dt className="text-right font-semibold">{formatCount(count)}</dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}

"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import type { TargetsBody } from "#lib/campaigns/contract.ts";
import { targetsQuery } from "#lib/campaigns/queries.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";

const COUNT_STALE_MS = 60_000;

/** How many prospects trades and locations mean. */
export function TargetsPreview({ targets }: { targets: TargetsBody }) {
  const query = useQuery({ ...targetsQuery(targets), staleTime: COUNT_STALE_MS, placeholderData: keepPreviousData });
  return (
    <div aria-live="polite" aria-busy={query.isFetching} className="rounded-md bg-sunken px-3 py-2">
      {query.isError && !query.isFetching ? (
        <span className="flex flex-wrap items-center gap-2">
          Could not be counted. {query.error.message}
          <Button size="sm" onClick={() => void query.refetch()}>
            Try again
          </Button>
        </span>
      ) : query.data ? (
        <>
          <p className="font-medium">{formatPlural(query.data.matching, "prospect fits", "prospects fit")}</p>
          <p className="text-ink-muted">
            {formatCount(query.data.may_join)} may join: they wait for their first message and are in no campaign.
          </p>
        </>
      ) : (
        "Counting…"
      )}
    </div>
  );
}

"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import clsx from "clsx";
import { RefreshCw } from "lucide-react";
import { TONE_TEXT } from "#components/ui/tone.ts";
import { useNow } from "#components/ui/use-now.ts";
import { freshnessTone } from "#lib/format/freshness.ts";
import { formatDuration } from "#lib/format/time.ts";

type FreshnessProps = { query: UseQueryResult<unknown>; intervalMs: number };

/** "Updated 12 s ago" with a refresh button; amber and red when the data is older than it should be. */
export function Freshness({ query, intervalMs }: FreshnessProps) {
  const now = useNow();
  const ageMs = Math.max(0, now - query.dataUpdatedAt);
  const isWaiting = query.dataUpdatedAt === 0;
  const tone = isWaiting ? "neutral" : freshnessTone(ageMs, intervalMs, query.isRefetchError);
  return (
    <span className={clsx("inline-flex items-center gap-1 text-sm", TONE_TEXT[tone])}>
      {isWaiting ? null : (
        <span>
          {tone === "neutral" ? "Updated" : tone === "warn" ? "Late: updated" : "Out of date: updated"}{" "}
          {formatDuration(ageMs / 1000)} ago
        </span>
      )}
      <button
        type="button"
        aria-label="Refresh"
        onClick={() => void query.refetch()}
        className="inline-flex size-7 items-center justify-center rounded-md hover:bg-hover"
      >
        <RefreshCw aria-hidden="true" className={clsx("size-3.5", query.isFetching && "animate-spin")} />
      </button>
    </span>
  );
}

"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import type { CampaignTargets, TargetsBody } from "#lib/campaigns/contract.ts";
import { targetsQuery } from "#lib/campaigns/queries.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { targetWarnings } from "./target-warnings.ts";

const COUNT_STALE_MS = 60_000;

type TargetsPreviewProps = {
  targets: TargetsBody;
  /** the fields have changed since */
  isBehind: boolean;
};

/** How many prospects trades and locations mean, and a warning when that is nobody. */
export function TargetsPreview({ targets, isBehind }: TargetsPreviewProps) {
  const query = useQuery({ ...targetsQuery(targets), staleTime: COUNT_STALE_MS, placeholderData: keepPreviousData });
  const isWaiting = query.isFetching || isBehind;
  return (
    <div aria-live="polite" aria-busy={isWaiting}>
      {query.isError && !isWaiting ? (
        <span className="flex flex-wrap items-center gap-2 rounded-md bg-sunken px-3 py-2">
          Could not be counted. {query.error.message}
          <Button size="sm" onClick={() => void query.refetch()}>
            Try again
          </Button>
        </span>
      ) : query.data ? (
        <Counts counts={query.data} targets={targets} isSettled={!isWaiting} />
      ) : (
        <p className="rounded-md bg-sunken px-3 py-2">Counting…</p>
      )}
    </div>
  );
}

type CountsProps = { counts: CampaignTargets; targets: TargetsBody; isSettled: boolean };

function Counts({ counts, targets, isSettled }: CountsProps) {
  const warnings = isSettled ? targetWarnings(counts, targets) : [];
  const fits = formatPlural(counts.matching, "prospect fits", "prospects fit");
  if (warnings.length === 0 || counts.matching > 0) {
    return (
      <div className="rounded-md bg-sunken px-3 py-2">
        <p className="font-medium">{fits}</p>
        <p className="text-ink-muted">
          {formatCount(counts.may_join)} may join: they wait for their first message and are in no campaign.
        </p>
        {warnings.map((text) => (
          <p key={text} className="text-warn wrap-anywhere">
            {text}
          </p>
        ))}
      </div>
    );
  }
  return (
    <Banner tone="warn">
      <p className="font-medium">{fits}: as it stands the campaign would write to nobody.</p>
      {warnings.map((text) => (
        <p key={text} className="wrap-anywhere">
          {text}
        </p>
      ))}
    </Banner>
  );
}

"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { campaignQuery } from "#lib/campaigns/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { CampaignActions } from "./campaign-actions.tsx";
import { CampaignForm } from "./campaign-form.tsx";
import { campaignStatusWord } from "./campaign-words.ts";
import { ResultsCard } from "./results-card.tsx";

const POLL_MS = 30_000;

/** One campaign: what came of it, and its form. */
export function CampaignView({ id }: { id: string }) {
  const query = useQuery({ ...campaignQuery(id), refetchInterval: POLL_MS });
  if (query.error instanceof ApiError && query.error.status === 404) return <NoSuchCampaign />;
  return (
    <QueryView query={query} what="The campaign" skeleton={<CampaignSkeleton />}>
      {(campaign) => {
        const word = campaignStatusWord(campaign.status);
        return (
          <>
            <PageHeader
              title={campaign.name}
              description={word.meaning}
              actions={
                <>
                  <StatusBadge tone={word.tone}>{word.label}</StatusBadge>
                  <Freshness query={query} intervalMs={POLL_MS} />
                  <CampaignActions campaign={campaign} />
                </>
              }
            />
            <ResultsCard campaign={campaign} pollMs={POLL_MS} />
            <CampaignForm campaign={campaign} />
          </>
        );
      }}
    </QueryView>
  );
}

function NoSuchCampaign() {
  return (
    <EmptyState
      title="There is no such campaign"
      action={
        <Link href="/campaigns" className={buttonClass("primary")}>
          To the campaigns
        </Link>
      }
    />
  );
}

function CampaignSkeleton() {
  return (
    <div role="status" aria-label="Loading the campaign" className="flex flex-col gap-5">
      <Skeleton className="h-12 w-72" />
      <Skeleton className="h-72 w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}

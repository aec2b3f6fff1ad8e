"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { prospectQuery } from "#lib/prospects/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { NextStepCard } from "./next-step-card.tsx";
import { NotesCard } from "./notes-card.tsx";
import { OwnerCard } from "./owner-card.tsx";
import { ProspectActions } from "./prospect-actions.tsx";
import { ProspectProfile } from "./prospect-profile.tsx";
import { ProspectTimeline } from "./prospect-timeline.tsx";
import { prospectStatusWord, prospectTitle } from "./prospect-words.ts";

const POLL_MS = 15_000;

/** One prospect: who, what comes next and why, and everything that happened. */
export function ProspectView({ id }: { id: string }) {
  const query = useQuery({ ...prospectQuery(id), refetchInterval: POLL_MS });
  if (query.error instanceof ApiError && query.error.status === 404) return <NoSuchProspect />;
  return (
    <QueryView query={query} what="The prospect" skeleton={<ProspectSkeleton />}>
      {(prospect) => (
        <>
          <Title prospect={prospect} freshness={<Freshness query={query} intervalMs={POLL_MS} />} />
          <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <div className="flex min-w-0 flex-col gap-5">
              <NextStepCard prospect={prospect} />
              <ProspectTimeline prospect={prospect} />
            </div>
            <div className="flex min-w-0 flex-col gap-5">
              <OwnerCard prospect={prospect} />
              <NotesCard id={prospect.id} />
              <ProspectProfile prospect={prospect} />
            </div>
          </div>
        </>
      )}
    </QueryView>
  );
}

function Title({ prospect, freshness }: { prospect: ProspectDetail; freshness: ReactNode }) {
  const status = prospectStatusWord(prospect.status);
  return (
    <PageHeader
      title={prospectTitle(prospect)}
      description={prospect.email ?? "no address"}
      actions={
        <>
          <StatusBadge tone={status.tone}>{status.label}</StatusBadge>
          {freshness}
          <ProspectActions prospect={prospect} />
        </>
      }
    />
  );
}

function NoSuchProspect() {
  return (
    <EmptyState
      title="There is no such prospect"
      action={
        <Link href="/prospects" className={buttonClass("primary")}>
          To the prospects
        </Link>
      }
    />
  );
}

function ProspectSkeleton() {
  return (
    <div role="status" aria-label="Loading the prospect" className="flex flex-col gap-5">
      <Skeleton className="h-12 w-72" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-80 w-full" />
    </div>
  );
}

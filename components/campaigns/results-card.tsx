"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { QueryView } from "#components/query/query-view.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CampaignView } from "#lib/campaigns/contract.ts";
import type { CampaignCounts } from "#lib/campaigns/contract-results.ts";
import { campaignResultsQuery } from "#lib/campaigns/queries.ts";
import { formatCount, formatRate } from "#lib/format/number.ts";
import type { Measured } from "#lib/history/contract.ts";
import { COUNTING_RULES, isFew, likelyRange } from "./result-words.ts";
import { StepResults } from "./step-results.tsx";

type ResultsCardProps = { campaign: CampaignView; pollMs: number };

/** What came of a campaign: who is in it, and what its mail came to, as a whole and step by step. */
export function ResultsCard({ campaign, pollMs }: ResultsCardProps) {
  const query = useQuery({ ...campaignResultsQuery(campaign.id), refetchInterval: pollMs });
  return (
    <Card
      title="Results"
      description={
        query.data?.counted_at ? (
          <>
            Messages were counted <Time value={query.data.counted_at} compact />.
          </>
        ) : null
      }
      flush
    >
      <QueryView query={query} what="The results" skeleton={<Skeleton className="m-4 h-36" />}>
        {({ total, steps }) => (
          <>
            <Totals campaign={campaign} total={total} />
            {steps.length > 0 ? <StepResults steps={steps} /> : null}
            <Rules />
          </>
        )}
      </QueryView>
    </Card>
  );
}

function Totals({ campaign, total }: { campaign: CampaignView; total: CampaignCounts }) {
  const { id, prospect_count, results } = campaign;
  const { rates } = total;
  return (
    <dl className="grid grid-cols-2 gap-4 p-4 sm:grid-cols-3 lg:grid-cols-5">
      <Stat
        label="Prospects"
        value={formatCount(prospect_count)}
        detail={
          prospect_count > 0 ? (
            <Link href={`/prospects?campaign_id=${id}`} prefetch={false} className="text-accent hover:underline">
              Show them
            </Link>
          ) : null
        }
      />
      <Stat label="In sequence" value={formatCount(results.in_sequence)} />
      <Stat label="Contacted" value={formatCount(total.contacted)} />
      <Stat label="Sent" value={formatCount(total.sent)} />
      <Outcome label="Delivered" count={total.delivered} measured={rates.delivered} base="sent" />
      <Outcome
        label="Opened"
        count={total.opened}
        measured={rates.opened}
        base="measured"
        none={total.delivered > 0 ? "opens are not measured" : null}
      />
      <Outcome label="Clicked" count={total.clicked} measured={rates.clicked} base="delivered" />
      <Outcome label="Replied" count={total.replied} measured={rates.replied} base="contacted" />
      <Outcome label="Bounced" count={total.bounced} measured={rates.bounced} base="sent" />
      <Outcome label="Unsubscribed" count={total.unsubscribed} measured={rates.unsubscribed} base="contacted" />
    </dl>
  );
}

type OutcomeProps = { label: string; count: number; measured: Measured | null; base: string; none?: string | null };

/** A count, its share of what it is measured on, and how far the share can be believed. */
function Outcome({ label, count, measured, base, none = null }: OutcomeProps) {
  const detail =
    measured === null ? (
      none
    ) : (
      <>
        <div>
          {formatRate(measured.rate)} of {formatCount(measured.of)} {base}
        </div>
        <div>
          {isFew(measured.of) ? "too few to judge, " : ""}likely {likelyRange(measured)}
        </div>
      </>
    );
  return <Stat label={label} value={formatCount(count)} detail={detail} />;
}

function Rules() {
  return (
    <details className="border-t border-line px-4 py-3">
      <summary className="min-h-6 cursor-pointer text-accent">How these are counted</summary>
      <dl className="mt-2 flex max-w-prose flex-col gap-1">
        {COUNTING_RULES.map(({ name, rule }) => (
          <div key={name}>
            <dt className="inline font-medium">{name}: </dt>
            <dd className="inline text-ink-muted">{rule}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

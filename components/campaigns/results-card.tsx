"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { CountingRules } from "#components/mail-results/counting-rules.tsx";
import { Outcomes } from "#components/mail-results/outcomes.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CampaignView } from "#lib/campaigns/contract.ts";
import { campaignResultsQuery } from "#lib/campaigns/queries.ts";
import { formatCount } from "#lib/format/number.ts";
import type { MailResults } from "#lib/mail-results/contract.ts";
import { StepResults } from "./step-results.tsx";

type ResultsCardProps = { campaign: CampaignView; pollMs: number };

const OWN_RULES = [
  { name: "Sent", rule: "every message that was handed over for this campaign, in every cycle." },
  { name: "Contacted", rule: "prospects that got at least one of them, also those that have left the campaign since." },
];

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
            <CountingRules own={OWN_RULES} />
          </>
        )}
      </QueryView>
    </Card>
  );
}

function Totals({ campaign, total }: { campaign: CampaignView; total: MailResults }) {
  const { id, prospect_count, results } = campaign;
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
      <Outcomes results={total} />
    </dl>
  );
}

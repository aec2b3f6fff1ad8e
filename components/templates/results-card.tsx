"use client";
import { useQuery } from "@tanstack/react-query";
import { CountingRules } from "#components/mail-results/counting-rules.tsx";
import { Outcomes } from "#components/mail-results/outcomes.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { templateResultsQuery } from "#lib/templates/queries.ts";
import { resultDays } from "#lib/templates/types.ts";

const POLL_MS = 30_000;

const OWN_RULES = [
  {
    name: "Sent",
    rule: `every campaign step that was handed over in this template's words in the last ${resultDays} days, in all campaigns and cycles, whichever text it had then. Steps that the engine wrote instead are not among them.`,
  },
  { name: "Contacted", rule: "prospects that got at least one of them." },
];

/** What became of the messages in a template's words. */
export function ResultsCard({ id }: { id: string }) {
  const query = useQuery({ ...templateResultsQuery(id), refetchInterval: POLL_MS });
  return (
    <Card
      title="Results"
      description={
        <>
          What was sent in its words in the last {resultDays} days, in all campaigns.
          {query.data?.counted_at ? (
            <>
              {" "}
              Counted <Time value={query.data.counted_at} compact />.
            </>
          ) : null}
        </>
      }
      flush
    >
      <QueryView query={query} what="The results" skeleton={<Skeleton className="m-4 h-36" />}>
        {(results) =>
          results.sent === 0 ? (
            <p className="p-4 text-ink-muted">Nothing was sent in this template's words in that time.</p>
          ) : (
            <>
              <dl className="grid grid-cols-2 gap-4 p-4 sm:grid-cols-4">
                <Outcomes results={results} />
              </dl>
              <CountingRules own={OWN_RULES} />
            </>
          )
        }
      </QueryView>
    </Card>
  );
}

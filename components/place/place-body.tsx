"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ScopeHealth } from "#components/health/scope-health.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { historyQuery } from "#lib/history/queries.ts";
import { GuardCard } from "./guard-card.tsx";
import { HistoryCard } from "./history-card.tsx";
import { RANGES } from "./history-words.ts";
import { ProvidersCard } from "./providers-card.tsx";
import { RatesCard } from "./rates-card.tsx";
import { ScoreCard } from "./score-card.tsx";
import { TransitionsCard } from "./transitions-card.tsx";

type PlaceBodyProps = {
  place: "domains" | "mailboxes";
  id: string;
  health: ScopeHealth | undefined;
  /** of a mailbox, its sending domain's */
  domain?: ScopeHealth;
  /** what this kind of place has besides */
  children: ReactNode;
};

/** History, rates, providers, score and changes of a place; the range is the page's, in its URL. */
export function PlaceBody({ place, id, health, domain, children }: PlaceBodyProps) {
  const [params] = useUrlState();
  const range = RANGES.find(({ value }) => value === params.get("range"))?.value ?? "30d";
  const history = useQuery(historyQuery(place, id, range));
  return (
    <>
      <HistoryCard query={history} range={range} />
      {history.data ? (
        <div className="grid gap-5 2xl:grid-cols-2">
          <RatesCard history={history.data} />
          <ProvidersCard history={history.data} />
        </div>
      ) : null}
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <ScoreCard place={place} id={id} health={health} domain={domain} />
          {health ? <GuardCard health={health} domain={domain} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-5">{children}</div>
      </div>
      <TransitionsCard place={place} id={id} />
    </>
  );
}

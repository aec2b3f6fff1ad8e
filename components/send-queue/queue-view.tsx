"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { RunJobButton } from "#components/jobs/run-job-button.tsx";
import { Freshness } from "#components/query/freshness.tsx";
import { KeysetView } from "#components/query/keyset-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { attentionQuery } from "#lib/command-center/queries.ts";
import { QUEUE_POLL_MS, type SendFilter, sendSummaryQuery, sendsQuery } from "#lib/send-queue/queries.ts";
import { QueueFilters } from "./queue-filters.tsx";
import { QueueSummary } from "./queue-summary.tsx";
import { QueueTable } from "./queue-table.tsx";

/** What is sent today: what went, what goes when, and what keeps the rest. */
export function QueueView() {
  const [params] = useUrlState();
  const { cursor } = useKeyset();
  const status = params.get("status") ?? "open";
  const filter: SendFilter = {
    status: status === "all" ? null : status,
    domain_id: params.get("domain"),
    mailbox_id: params.get("mailbox"),
    step: params.get("step"),
  };
  const query = useQuery({ ...sendsQuery(filter, cursor), placeholderData: keepPreviousData });
  const summary = useQuery(sendSummaryQuery);
  return (
    <>
      <PageHeader
        title="Today's queue"
        description="Every message of today, and older ones that are still waiting or have an unknown outcome."
        actions={
          <>
            <Freshness query={query} intervalMs={QUEUE_POLL_MS} />
            <RunJobButton functionId="run-sequencer" title="Sequencer" label="Plan now" />
          </>
        }
      />
      <Card flush>
        {summary.data ? <QueueSummary summary={summary.data} /> : null}
        <QueueFilters />
        <KeysetView
          query={query}
          what="The queue"
          skeleton={<TableSkeleton rows={10} label="Loading the queue" />}
          unit="message"
          order="in the order of their times"
          empty={
            <NothingHere status={status} isFiltered={Boolean(filter.domain_id ?? filter.mailbox_id ?? filter.step)} />
          }
        >
          {({ items, send_timezone }) => <QueueTable items={items} zone={send_timezone} />}
        </KeysetView>
      </Card>
    </>
  );
}

function NothingHere({ status, isFiltered }: { status: string; isFiltered: boolean }) {
  const [, setParams] = useUrlState();
  const engine = useQuery(attentionQuery).data?.engine;
  if (isFiltered || (status !== "open" && status !== "all")) {
    const clear = () => setParams({ status: "all", domain: null, mailbox: null, step: null, cursor: null });
    return (
      <EmptyState title="No message fits these filters" action={<Button onClick={clear}>Show all of today</Button>} />
    );
  }
  if (status === "open") {
    return (
      <EmptyState
        title="Nothing is waiting to be sent"
        action={<Button onClick={() => setParams({ status: "all", cursor: null })}>Show all of today</Button>}
      >
        {engine && engine.state !== "sending"
          ? engine.sentence
          : "The sequencer plans every half hour while the send window is open."}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No message today"
      action={
        <Link href="/overview" className={buttonClass()}>
          See what the engine does
        </Link>
      }
    >
      The overview says whether the engine is sending, and what keeps it.
    </EmptyState>
  );
}

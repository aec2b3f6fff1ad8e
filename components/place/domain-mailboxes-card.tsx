import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { placeWord } from "#components/health/health-words.ts";
import { Rate } from "#components/health/rate.tsx";
import { judgedSample, SETTLED_MEANING } from "#components/health/rate-sample.ts";
import { Score } from "#components/health/score.tsx";
import { WordBadge } from "#components/health/word-badge.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { EmailHealthAnswer } from "#lib/health/contract.ts";

type MailboxHealth = EmailHealthAnswer["mailboxes"][number];

/** The page shows the worst; the mailboxes page has them all. */
const SHOWN = 20;

/** The mailboxes of a sending domain, worst score first. `query`: of the health of everything. */
export function DomainMailboxesCard({ domain, query }: { domain: string; query: UseQueryResult<EmailHealthAnswer> }) {
  const own = query.data?.mailboxes.filter((row) => row.domain === domain).sort((a, b) => a.score - b.score) ?? [];
  return (
    <Card
      flush
      title="Mailboxes"
      description={
        own.length > SHOWN
          ? `The ${SHOWN} with the lowest score of ${formatPlural(own.length, "mailbox", "mailboxes")}.`
          : undefined
      }
      actions={
        own.length > SHOWN ? (
          <Link
            href={`/mailboxes?domain=${encodeURIComponent(domain)}`}
            prefetch={false}
            className="text-accent hover:underline"
          >
            Show all
          </Link>
        ) : null
      }
    >
      <QueryView query={query} what="The mailboxes" skeleton={<TableSkeleton rows={3} label="Loading the mailboxes" />}>
        {() =>
          own.length === 0 ? (
            <NoMailbox />
          ) : (
            <>
              <MailboxTable domain={domain} rows={own.slice(0, SHOWN)} />
              <SettledNote rows={own.slice(0, SHOWN)} />
            </>
          )
        }
      </QueryView>
    </Card>
  );
}

function NoMailbox() {
  return (
    <EmptyState
      title="It has no mailbox yet"
      action={
        <Link href="/mailboxes" prefetch={false} className={buttonClass()}>
          To the mailboxes
        </Link>
      }
    >
      Add one there: it sends from this domain from the next run on.
    </EmptyState>
  );
}

/** The word stands in the table, and not everybody can hover over it. */
function SettledNote({ rows }: { rows: readonly MailboxHealth[] }) {
  if (!rows.some(({ metrics }) => judgedSample(metrics, "bounced").is_settled)) return null;
  return <p className="max-w-prose px-4 py-3 text-sm text-ink-muted">{SETTLED_MEANING}</p>;
}

function MailboxTable({ domain, rows }: { domain: string; rows: readonly MailboxHealth[] }) {
  return (
    <Table caption={`Mailboxes of ${domain}`}>
      <thead>
        <tr>
          <Th>Mailbox</Th>
          <Th>Score</Th>
          <Th>State</Th>
          <Th numeric>Sent 24 h</Th>
          <Th numeric>Bounced</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <RowHeader>
              <Link href={`/mailboxes/${row.id}`} prefetch={false} className="text-accent hover:underline">
                {row.from_email}
              </Link>
            </RowHeader>
            <Td>
              <Score score={row.score} status={row.status} of={row.from_email} />
            </Td>
            <Td>
              {row.is_active ? (
                <WordBadge word={placeWord(row)} />
              ) : (
                <StatusBadge tone="neutral">Turned off</StatusBadge>
              )}
            </Td>
            <Td numeric>{formatCount(row.metrics.sent)}</Td>
            <Td numeric>
              <Rate rate={row.metrics.bounce_rate} sample={judgedSample(row.metrics, "bounced")} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

import Link from "next/link";
import { stateWord } from "#components/health/health-words.ts";
import { Rate } from "#components/health/rate.tsx";
import { judgedSample } from "#components/health/rate-sample.ts";
import { Score } from "#components/health/score.tsx";
import { WordBadge } from "#components/health/word-badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { EmailHealthAnswer } from "#lib/health/contract.ts";

type MailboxHealth = EmailHealthAnswer["mailboxes"][number];

/** The page shows the worst; the mailboxes page has them all. */
const SHOWN = 20;

/** The mailboxes of a sending domain, worst score first. */
export function DomainMailboxesCard({ domain, rows }: { domain: string; rows: readonly MailboxHealth[] }) {
  const own = rows.filter((row) => row.domain === domain).sort((a, b) => a.score - b.score);
  return (
    <Card
      flush
      title="Mailboxes"
      description={
        own.length > SHOWN
          ? `The ${SHOWN} with the lowest score of ${formatPlural(own.length, "mailbox", "mailboxes")}.`
          : undefined
      }
    >
      {own.length === 0 ? (
        <EmptyState title="It has no mailbox yet">Add one on the mailboxes page.</EmptyState>
      ) : (
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
            {own.slice(0, SHOWN).map((row) => (
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
                    <WordBadge word={stateWord(row.state)} />
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
      )}
    </Card>
  );
}

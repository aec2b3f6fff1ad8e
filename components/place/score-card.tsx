"use client";
import { useQuery } from "@tanstack/react-query";
import { DetailLine } from "#components/health/detail-line.tsx";
import { decidedByText, speedText } from "#components/health/health-words.ts";
import { SETTLED_MEANING } from "#components/health/rate-sample.ts";
import type { ScopeHealth } from "#components/health/scope-health.ts";
import { QueryView } from "#components/query/query-view.tsx";
import { Card } from "#components/ui/card.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { formatScore } from "#lib/format/number.ts";
import type { ScoreExplanationAnswer } from "#lib/history/contract-score.ts";
import { scoreQuery } from "#lib/history/queries.ts";
import { clearedBy, formatPoints, pendingWords, termWords } from "./score-words.ts";

type Held = { health: ScopeHealth | undefined; domain?: ScopeHealth };
type ScoreCardProps = Held & { place: "domains" | "mailboxes"; id: string };

/** Why this score: its arithmetic, the rule that decided, and what would clear it. `domain`: of a mailbox, its sending domain's health. */
export function ScoreCard({ place, id, ...held }: ScoreCardProps) {
  const query = useQuery(scoreQuery(place, id));
  return (
    <Card flush title="Why this score" description="On the mail of the last 24 hours.">
      <QueryView query={query} what="The score" skeleton={<TableSkeleton rows={4} />}>
        {(score) => (
          <>
            <Reckoning score={score} />
            <Consequences score={score} {...held} />
          </>
        )}
      </QueryView>
    </Card>
  );
}

function Reckoning({ score }: { score: ScoreExplanationAnswer }) {
  const pending = pendingWords(score);
  if (pending === null) return <Arithmetic score={score} />;
  return (
    <div className="px-4 py-3">
      <p className="font-medium">{pending.title}</p>
      <p className="max-w-prose text-ink-muted">{pending.text}</p>
    </div>
  );
}

function Arithmetic({ score }: { score: ScoreExplanationAnswer }) {
  return (
    <Table caption="Arithmetic of the score">
      <thead>
        <tr>
          <Th>Term</Th>
          <Th>How</Th>
          <Th numeric>Points</Th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <RowHeader>Start</RowHeader>
          <Td />
          <Td numeric>{score.start}</Td>
        </tr>
        {score.terms.map((term) => {
          const { label, how } = termWords(term, score.sent);
          return (
            <tr key={term.code}>
              <RowHeader>{label}</RowHeader>
              <Td>{term.code === "rule" ? `${decidedByText(score.decided_by)}: ${how}` : how}</Td>
              <Td numeric>{formatPoints(term.points)}</Td>
            </tr>
          );
        })}
        <tr>
          <RowHeader>Score</RowHeader>
          <Td />
          <Td numeric className="font-semibold">
            {formatScore(score.score)}
          </Td>
        </tr>
      </tbody>
    </Table>
  );
}

function Consequences({ score, health, domain }: Held & { score: ScoreExplanationAnswer }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 border-t border-line px-4 py-3">
      <DetailLine name="Decided by">{decidedByText(score.decided_by)}</DetailLine>
      {health ? <DetailLine name="Speed">{speedText(health, domain)}</DetailLine> : null}
      {score.throttle === "normal" ? null : <DetailLine name="Cleared by">{clearedBy(score, health)}</DetailLine>}
      {score.terms.some(({ sample }) => sample?.is_settled) ? (
        <DetailLine name="Settled">{SETTLED_MEANING}</DetailLine>
      ) : null}
    </dl>
  );
}

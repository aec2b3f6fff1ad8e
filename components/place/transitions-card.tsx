"use client";
import { useQuery } from "@tanstack/react-query";
import { stateWord } from "#components/health/health-words.ts";
import { evidenceText } from "#components/health/state-evidence.ts";
import { WordBadge } from "#components/health/word-badge.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { KeysetNav } from "#components/ui/pagination.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatPlural } from "#lib/format/number.ts";
import type { HealthTransition } from "#lib/health/contract-transitions.ts";
import { transitionsQuery } from "#lib/history/queries.ts";
import { describeReason } from "#lib/shared/reasons.ts";

/** Every change of a place's state, newest first: who made it, and on what grounds. */
export function TransitionsCard({ place, id }: { place: "domains" | "mailboxes"; id: string }) {
  const { cursor, goFirst, goNext } = useKeyset();
  const query = useQuery(transitionsQuery(place, id, cursor));
  return (
    <Card flush title="Changes of state" id="changes">
      <QueryView query={query} what="The changes" skeleton={<TableSkeleton rows={3} />}>
        {({ items, next_cursor }) =>
          items.length === 0 && cursor === null ? (
            <EmptyState title="Its state has never changed">It has been healthy all along.</EmptyState>
          ) : (
            <>
              <TransitionTable items={items} />
              {cursor === null && next_cursor === null ? null : (
                <KeysetNav
                  summary={formatPlural(items.length, "change")}
                  onFirst={cursor === null ? null : goFirst}
                  onNext={next_cursor === null ? null : () => goNext(next_cursor)}
                />
              )}
            </>
          )
        }
      </QueryView>
    </Card>
  );
}

function TransitionTable({ items }: { items: readonly HealthTransition[] }) {
  return (
    <Table caption="Changes of state">
      <thead>
        <tr>
          <Th>When</Th>
          <Th>From</Th>
          <Th>To</Th>
          <Th>By</Th>
          <Th>Because</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <RowHeader>
              <Time value={item.at} />
            </RowHeader>
            <Td>
              <WordBadge word={stateWord(item.from_state)} />
            </Td>
            <Td>
              <WordBadge word={stateWord(item.to_state)} />
            </Td>
            <Td>{item.actor_label}</Td>
            <Td className="min-w-56">
              {item.reason ? describeReason(item.reason).label : "–"}
              <span className="block text-xs text-ink-muted">{evidenceText(item.evidence)}</span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

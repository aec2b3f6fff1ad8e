"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { stateWord } from "#components/health/health-words.ts";
import { evidenceText } from "#components/health/state-evidence.ts";
import { WordBadge } from "#components/health/word-badge.tsx";
import { KeysetView } from "#components/query/keyset-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { HealthTransition } from "#lib/health/contract-transitions.ts";
import { transitionsQuery } from "#lib/history/queries.ts";
import { describeReason } from "#lib/shared/reasons.ts";

/** Every change of a place's state, newest first: who made it, and on what grounds. */
export function TransitionsCard({ place, id }: { place: "domains" | "mailboxes"; id: string }) {
  const { cursor } = useKeyset();
  const query = useQuery({ ...transitionsQuery(place, id, cursor), placeholderData: keepPreviousData });
  return (
    <Card flush title="Changes of state" id="changes">
      <KeysetView
        query={query}
        what="The changes"
        skeleton={<TableSkeleton rows={3} />}
        unit="change"
        order="newest first"
        empty={<EmptyState title="No state changes yet">It has been healthy all along.</EmptyState>}
      >
        {({ items }) => <TransitionTable items={items} />}
      </KeysetView>
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

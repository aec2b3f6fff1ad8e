"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { QueryView } from "#components/query/query-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { SessionView } from "#lib/auth/contract-account.ts";
import { endOtherSessions, endSession, ownSessionsQuery } from "#lib/auth/queries.ts";
import { deviceText } from "./device-words.ts";

/** Where the person is signed in, and the ways to end it. */
export function SessionsCard() {
  const query = useQuery(ownSessionsQuery);
  const endOthers = useEnding(endOtherSessions, "All other sessions have ended.");
  const hasOthers = (query.data?.items.length ?? 0) > 1;
  return (
    <Card
      title="Sessions"
      description="Where you are signed in. If you don't recognize a session, end it and change your password."
      flush
      actions={
        hasOthers ? (
          <Button busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            End all other sessions
          </Button>
        ) : null
      }
    >
      <QueryView query={query} what="Your sessions" skeleton={<TableSkeleton rows={2} label="Loading your sessions" />}>
        {({ items }) => <SessionTable items={items} />}
      </QueryView>
    </Card>
  );
}

function SessionTable({ items }: { items: readonly SessionView[] }) {
  return (
    <Table caption="Your sessions">
      <thead>
        <tr>
          <Th>Device</Th>
          <Th>Last used</Th>
          <Th>Signed in</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {items.map((session) => (
          <tr key={session.id}>
            <RowHeader>
              {deviceText(session.user_agent)}
              {session.ip_address ? (
                <span className="block font-normal text-ink-muted">{session.ip_address}</span>
              ) : null}
            </RowHeader>
            <Td>
              <Time value={session.last_used_at} compact />
            </Td>
            <Td>
              <Time value={session.created_at} compact />
            </Td>
            <Td className="text-right">
              {session.is_current ? <StatusBadge tone="ok">This one</StatusBadge> : <EndButton session={session} />}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function EndButton({ session }: { session: SessionView }) {
  const end = useEnding(() => endSession(session.id), "That session has ended.");
  return (
    <Button size="sm" busy={end.isPending} onClick={() => end.mutate()}>
      End<span className="sr-only"> the session of {deviceText(session.user_agent)}</span>
    </Button>
  );
}

function useEnding(end: () => Promise<unknown>, done: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: end,
    onSuccess: () => showToast({ tone: "ok", text: done }),
    onError: (error) => showToast({ tone: "bad", text: error.message }),
    onSettled: () => client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  });
}

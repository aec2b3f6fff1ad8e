"use client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useBulkRun } from "#components/query/use-bulk-run.ts";
import type { BulkItem } from "#lib/mailboxes/contract-bulk.ts";
import { changeMailboxes } from "#lib/mailboxes/queries.ts";
import { mostAtOnce } from "#lib/mailboxes/types.ts";

/** What is asked of every mailbox. */
type Order =
  | { action: "pause"; reason?: string }
  | { action: "resume"; reason: string }
  | { action: "daily_limit"; daily_limit: number };

/** Changes any number of mailboxes. */
export function useMailboxRun() {
  const client = useQueryClient();
  return useBulkRun<Order, BulkItem>({
    most: mostAtOnce,
    change: async (body, key) => (await changeMailboxes(body, key)).items,
    onEnd: () => refreshMailboxes(client),
  });
}

export function refreshMailboxes(client: QueryClient): void {
  for (const queryKey of [["email-health"], ["mailboxes"], ["command-center"]])
    void client.invalidateQueries({ queryKey });
}

"use client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { BulkItem, BulkMailboxBody } from "#lib/mailboxes/contract-bulk.ts";
import { changeMailboxes } from "#lib/mailboxes/queries.ts";
import { mostAtOnce } from "#lib/mailboxes/types.ts";

/** What is asked of every mailbox. */
type Order =
  | { action: "pause"; reason?: string }
  | { action: "resume"; reason: string }
  | { action: "daily_limit"; daily_limit: number };

/** Told of every batch when it is done. */
type OnDone = (items: readonly BulkItem[]) => void;

type Batch = { key: string; ids: string[] };

type Run = { isRunning: boolean; done: readonly BulkItem[]; total: number; error: Error | null };

const idle: Run = { isRunning: false, done: [], total: 0, error: null };

/**
 * Changes any number of mailboxes, as many at a time as the API takes. After a failure the same call goes on with what is left, under
 * the keys of the first try, so that nothing is done twice.
 */
export function useBulkRun() {
  const client = useQueryClient();
  const [run, setRun] = useState<Run>(idle);
  const left = useRef<Batch[]>([]);

  async function start(order: Order, ids: readonly string[], onDone: OnDone) {
    if (left.current.length === 0) left.current = batchesOf(ids);
    setRun((now) => ({ ...now, isRunning: true, total: ids.length, error: null }));
    try {
      for (let batch = left.current[0]; batch; batch = left.current[0]) {
        const body: BulkMailboxBody = { ...order, ids: batch.ids };
        const { items } = await changeMailboxes(body, batch.key);
        left.current = left.current.slice(1);
        setRun((now) => ({ ...now, done: [...now.done, ...items] }));
        onDone(items);
      }
      setRun((now) => ({ ...now, isRunning: false }));
    } catch (error) {
      setRun((now) => ({ ...now, isRunning: false, error: error as Error }));
    } finally {
      refreshMailboxes(client);
    }
  }

  return { ...run, isFinished: !run.isRunning && run.error === null && run.total > 0, start };
}

export function refreshMailboxes(client: QueryClient): void {
  for (const queryKey of [["email-health"], ["mailboxes"], ["command-center"]])
    void client.invalidateQueries({ queryKey });
}

/** As many at a time as the API takes, each under a key of its own. */
export function batchesOf(ids: readonly string[]): Batch[] {
  const count = Math.ceil(ids.length / mostAtOnce);
  return Array.from({ length: count }, (_, i) => ({
    key: crypto.randomUUID(),
    ids: ids.slice(i * mostAtOnce, (i + 1) * mostAtOnce),
  }));
}

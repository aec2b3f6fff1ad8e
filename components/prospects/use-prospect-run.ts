"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useBulkRun } from "#components/query/use-bulk-run.ts";
import type { BulkResult } from "#lib/prospects/contract-bulk.ts";
import { type BulkChoice, changeTogether } from "#lib/prospects/queries-bulk.ts";
import { mostBulkIds } from "#lib/prospects/types.ts";

const CHANGED = [["prospects"], ["prospect-count"], ["prospect"], ["command-center"]];

/** Does one thing to any number of prospects. */
export function useProspectRun() {
  const client = useQueryClient();
  return useBulkRun<BulkChoice, BulkResult["results"][number]>({
    most: mostBulkIds,
    change: async (body, key) => (await changeTogether(body, key)).results,
    onEnd: () => {
      for (const queryKey of CHANGED) void client.invalidateQueries({ queryKey });
    },
  });
}

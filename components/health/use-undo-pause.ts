"use client";
import { useQueryClient } from "@tanstack/react-query";
import { partsOf } from "#components/query/bulk-parts.ts";
import { showToast } from "#components/ui/toast-store.ts";
import type { BulkItem } from "#lib/mailboxes/contract-bulk.ts";
import { changeMailboxes } from "#lib/mailboxes/queries.ts";
import { mostAtOnce } from "#lib/mailboxes/types.ts";
import { undoWords } from "./bulk-words.ts";
import { refreshMailboxes } from "./use-mailbox-run.ts";

/** Offers to resume those mailboxes that a pause of many has paused, and no others. */
export function useUndoPause() {
  const client = useQueryClient();

  async function resume(ids: readonly string[]) {
    try {
      let count = 0;
      for (const some of partsOf(ids, mostAtOnce)) {
        const body = { action: "resume", ids: some, reason: "Undone right after pausing" } as const;
        count += (await changeMailboxes(body, crypto.randomUUID())).changed;
      }
      showToast({ tone: "ok", text: undoWords.resumed(count) });
    } catch (error) {
      showToast({ tone: "bad", text: (error as Error).message });
    } finally {
      refreshMailboxes(client);
    }
  }

  return (items: readonly BulkItem[]) => {
    const ids = items.filter(({ outcome }) => outcome === "changed").map(({ id }) => id);
    if (ids.length === 0) return;
    const action = { label: "Undo", onClick: () => void resume(ids) };
    showToast({ tone: "warn", text: undoWords.paused(ids.length), action });
  };
}

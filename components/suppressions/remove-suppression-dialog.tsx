"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ReasonDialog } from "#components/query/reason-dialog.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { SuppressionItem } from "#lib/suppressions/contract.ts";
import { removeSuppression } from "#lib/suppressions/queries.ts";
import { removalEffect } from "./suppression-words.ts";

/** Says what it does and asks why an address may be written to again: the answer goes into the audit log. */
export function RemoveSuppressionDialog({ item, onClose }: { item: SuppressionItem; onClose: () => void }) {
  const client = useQueryClient();
  async function remove(reason: string) {
    await removeSuppression(item.id, reason);
    showToast({ tone: "ok", text: `${item.value} is no longer suppressed. ${removalEffect(item)}` });
    await client.invalidateQueries({ queryKey: ["suppressions"] });
  }
  return (
    <ReasonDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Remove ${item.value}`}
      description={removalEffect(item)}
      confirmLabel="Remove"
      isDangerous
      onConfirm={remove}
    />
  );
}

"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { type BulkChoice, changeTogether } from "#lib/prospects/queries-bulk.ts";
import type { BulkAction } from "#lib/prospects/types.ts";
import { BulkForm } from "./bulk-form.tsx";
import { BulkOutcome } from "./bulk-outcome.tsx";
import { BULK_WORDS, prospectsText } from "./bulk-words.ts";

type BulkWhich = Parameters<typeof changeTogether>[0];
type BulkDialogProps = { action: BulkAction | null; which: BulkWhich; count: number; onClose: () => void };

/** Says how many it is about, asks what is needed, and then tells what became of each. */
export function BulkDialog({ action, which, count, onClose }: BulkDialogProps) {
  // The panel keeps its words while it closes.
  const [shown, setShown] = useState<BulkAction>("stop");
  if (action !== null && action !== shown) setShown(action);
  const words = BULK_WORDS[shown];
  return (
    <Dialog
      open={action !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`${words.title}: ${prospectsText(count)}`}
      description={words.about}
    >
      <BulkWork key={shown} action={shown} which={which} count={count} onClose={onClose} />
    </Dialog>
  );
}

function BulkWork({ action, which, count, onClose }: Omit<BulkDialogProps, "action"> & { action: BulkAction }) {
  const client = useQueryClient();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const change = useMutation({
    mutationFn: (choice: BulkChoice) => changeTogether(which, choice, key),
    // Confirmed anew it is another change, also after a refusal.
    onError: () => {
      setKey(crypto.randomUUID());
      return client.invalidateQueries({ queryKey: ["prospect-count"] });
    },
    onSuccess: () =>
      Promise.all(
        [["prospects"], ["prospect-count"], ["prospect"], ["command-center"]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  if (change.data) return <BulkOutcome result={change.data} onClose={onClose} />;
  return (
    <BulkForm
      action={action}
      count={count}
      busy={change.isPending}
      failure={change.error?.message ?? null}
      onConfirm={change.mutate}
      onCancel={onClose}
    />
  );
}

"use client";
import { useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import type { BulkWhich } from "#lib/prospects/queries-bulk.ts";
import type { BulkAction } from "#lib/prospects/types.ts";
import { BulkForm } from "./bulk-form.tsx";
import { BulkOutcome } from "./bulk-outcome.tsx";
import { BULK_WORDS, prospectsText } from "./bulk-words.ts";
import { useProspectRun } from "./use-prospect-run.ts";

type BulkDialogProps = { action: BulkAction | null; which: BulkWhich; count: number; onClose: () => void };

/** Says how many are selected and whom it would change, asks what is needed, and then tells what became of each. */
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
      <BulkWork key={shown} action={shown} which={which} onClose={onClose} />
    </Dialog>
  );
}

type BulkWorkProps = Pick<BulkDialogProps, "which" | "onClose"> & { action: BulkAction };

function BulkWork({ action, which, onClose }: BulkWorkProps) {
  // What is asked about stays as it was, although the list moves on.
  const [asked] = useState(which);
  const run = useProspectRun();
  if (run.isFinished) return <BulkOutcome results={run.done} onClose={onClose} />;
  return <BulkForm action={action} which={asked} run={run} onCancel={onClose} />;
}

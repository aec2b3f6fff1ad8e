"use client";
import type { FormEvent } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import type { CampaignView } from "#lib/campaigns/contract.ts";
import { formatPlural } from "#lib/format/number.ts";
import type { Move } from "./campaign-words.ts";
import type { useMoveCampaign } from "./use-move-campaign.ts";

type MoveDialogProps = {
  campaign: CampaignView;
  step: Move | null;
  move: ReturnType<typeof useMoveCampaign>;
  onClose: () => void;
};

/** Says what a move does, and to how many, before it is made. */
export function MoveDialog({ campaign, step, move, onClose }: MoveDialogProps) {
  function submit(event: FormEvent) {
    event.preventDefault();
    if (step) move.mutate({ campaign, step }, { onSettled: onClose });
  }

  const { in_sequence } = campaign.results;
  return (
    <Dialog
      open={step !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`${step?.label ?? ""} ${campaign.name}`}
      description={step?.warning}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {step?.isDangerous ? (
          <p>{formatPlural(in_sequence, "prospect is", "prospects are")} in its sequence now.</p>
        ) : null}
        <DialogButtons
          onCancel={onClose}
          confirmLabel={step?.label ?? ""}
          busy={move.isPending}
          isDangerous={step?.isDangerous}
        />
      </form>
    </Dialog>
  );
}

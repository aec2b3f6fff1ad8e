"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "#components/ui/toast-store.ts";
import type { CampaignView } from "#lib/campaigns/contract.ts";
import { campaignQuery, moveCampaign } from "#lib/campaigns/queries.ts";
import { type Move, movesOf } from "./campaign-words.ts";

/** Moves a campaign to another status and brings every view of it up to date; a pause can be taken back. */
export function useMoveCampaign() {
  const client = useQueryClient();
  const refresh = () => {
    for (const queryKey of [["campaigns"], ["campaign"], ["command-center"], ["templates"], ["template"]])
      void client.invalidateQueries({ queryKey });
  };
  const move = useMutation({
    mutationFn: ({ campaign, step }: { campaign: CampaignView; step: Move }) => moveCampaign(campaign, step.to),
    onSuccess: (moved, { step }) => {
      client.setQueryData(campaignQuery(moved.id).queryKey, moved);
      showToast({
        tone: step.to === "active" ? "ok" : "warn",
        text: `${moved.name} ${step.done}`,
        about: moved.id,
        action: step.to === "paused" ? { label: "Undo", onClick: () => resume(moved) } : undefined,
      });
    },
    onError: (error) => showToast({ tone: "bad", text: error.message }),
    onSettled: refresh,
  });
  const resume = (campaign: CampaignView) => {
    const [step] = movesOf(campaign.status);
    if (step) move.mutate({ campaign, step });
  };
  return move;
}

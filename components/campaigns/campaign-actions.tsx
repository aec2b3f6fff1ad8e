"use client";
import { MoreHorizontal, Pause, Play } from "lucide-react";
import { useState } from "react";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { CampaignView } from "#lib/campaigns/contract.ts";
import { type Move, movesOf } from "./campaign-words.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { useMoveCampaign } from "./use-move-campaign.ts";

/** The usual next move as a button, the others in a menu. What cannot be taken back asks first. */
export function CampaignActions({ campaign }: { campaign: CampaignView }) {
  const mayAct = useHasRole("operator");
  const [asked, setAsked] = useState<Move | null>(null);
  const move = useMoveCampaign();
  const choose = (step: Move) => (step.warning ? setAsked(step) : move.mutate({ campaign, step }));
  const moves = movesOf(campaign.status);
  const usual = moves.find(({ isDangerous }) => !isDangerous);
  const others = moves.filter((step) => step !== usual);
  if (!mayAct || moves.length === 0) return null;
  return (
    <span className="inline-flex items-center justify-end gap-1">
      {usual ? (
        <Button size="sm" busy={move.isPending} icon={<UsualIcon step={usual} />} onClick={() => choose(usual)}>
          {usual.label}
          {usual.warning ? "…" : ""}
          <span className="sr-only"> {campaign.name}</span>
        </Button>
      ) : null}
      <Menu
        label={`More for ${campaign.name}`}
        align="end"
        className="inline-flex size-7 items-center justify-center rounded-md text-ink-muted hover:bg-hover hover:text-ink"
        entries={others.map((step) => ({
          kind: "action" as const,
          label: `${step.label}…`,
          isDangerous: step.isDangerous,
          onSelect: () => choose(step),
        }))}
      >
        <MoreHorizontal aria-hidden="true" className="size-4" />
      </Menu>
      <MoveDialog campaign={campaign} step={asked} move={move} onClose={() => setAsked(null)} />
    </span>
  );
}

function UsualIcon({ step }: { step: Move }) {
  const Icon = step.to === "paused" ? Pause : Play;
  return <Icon aria-hidden="true" className="size-3.5" />;
}

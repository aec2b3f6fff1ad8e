"use client";
import { useQuery } from "@tanstack/react-query";
import { OctagonPause, Play } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { attentionQuery } from "#lib/command-center/queries.ts";
import { openOverlay } from "./overlay-store.ts";
import { useHasRole } from "./role.tsx";

/** Stops all sending from any page, or lets it go on; nothing for those who may do neither, or while the engine is off. */
export function KillSwitchButton() {
  const mayStop = useHasRole("operator");
  const { data } = useQuery(attentionQuery);
  if (!mayStop || !data?.engine.is_active) return null;
  const { is_paused } = data.engine;
  const Icon = is_paused ? Play : OctagonPause;
  return (
    <Button
      size="sm"
      variant={is_paused ? "primary" : "danger"}
      onClick={() => openOverlay(is_paused ? "resume" : "stop")}
      icon={<Icon aria-hidden="true" className="size-4" />}
    >
      <span className="max-sm:sr-only">{is_paused ? "Resume sending…" : "Stop sending…"}</span>
    </Button>
  );
}

"use client";
import { useQuery } from "@tanstack/react-query";
import { OctagonPause, Play } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { attentionQuery } from "#lib/command-center/queries.ts";
import { openOverlay } from "./overlay-store.ts";
import { useHasRole } from "./role.tsx";

/**
 * Stops all sending from any page, or lets it go on; nothing for those who may do neither, or while the engine is off. While nobody can
 * say what the engine does, it can be stopped.
 */
export function KillSwitchButton() {
  const mayStop = useHasRole("operator");
  const { data, isError } = useQuery(attentionQuery);
  const { is_active, is_paused } = data?.engine ?? { is_active: isError, is_paused: false };
  if (!mayStop || !is_active) return null;
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

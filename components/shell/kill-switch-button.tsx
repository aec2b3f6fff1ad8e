"use client";
import { OctagonPause, Play } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { openOverlay } from "./overlay-store.ts";
import { useHasRole } from "./role.tsx";
import { useEngineFlags } from "./use-engine-flags.ts";

/** Stops all sending from any page, or lets it go on; nothing for those who may do neither, or while the engine is off. */
export function KillSwitchButton() {
  const mayStop = useHasRole("operator");
  const engine = useEngineFlags();
  if (!mayStop || !engine?.is_active) return null;
  const { is_paused } = engine;
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

"use client";
import { Pause, Play } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { PauseActions } from "./use-health-actions.tsx";

type PauseButtonProps = { actions: PauseActions | null; id: string; name: string; isPaused: boolean };

/** Pauses or resumes one place; nothing for who may not. */
export function PauseButton({ actions, id, name, isPaused }: PauseButtonProps) {
  if (!actions) return null;
  const { pause, askToResume, busyId } = actions;
  if (isPaused) {
    return (
      <Button
        size="sm"
        onClick={() => askToResume({ id, name })}
        icon={<Play aria-hidden="true" className="size-3.5" />}
      >
        Resume…<span className="sr-only"> {name}</span>
      </Button>
    );
  }
  return (
    <Button
      size="sm"
      onClick={() => pause({ id, name })}
      busy={busyId === id}
      icon={<Pause aria-hidden="true" className="size-3.5" />}
    >
      Pause<span className="sr-only"> {name}</span>
    </Button>
  );
}

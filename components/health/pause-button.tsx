"use client";
import { Pause, Play } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { PauseActions } from "./use-health-actions.tsx";

type PauseButtonProps = { actions: PauseActions | null; id: string; name: string; isPaused: boolean };

const PAUSE = <Pause aria-hidden="true" className="size-3.5" />;
const RESUME = <Play aria-hidden="true" className="size-3.5" />;

/** Pauses one place at once or with a reason, or resumes it; nothing for who may not. */
export function PauseButton({ actions, id, name, isPaused }: PauseButtonProps) {
  if (!actions) return null;
  const { pause, askToPause, askToResume, busyId } = actions;
  if (isPaused) {
    return (
      <Button size="sm" onClick={() => askToResume({ id, name })} icon={RESUME}>
        Resume…<span className="sr-only"> {name}</span>
      </Button>
    );
  }
  return (
    <>
      <Button size="sm" onClick={() => pause({ id, name })} busy={busyId === id} icon={PAUSE}>
        Pause<span className="sr-only"> {name}</span>
      </Button>
      <Button size="sm" onClick={() => askToPause({ id, name })}>
        Pause with a reason…<span className="sr-only"> {name}</span>
      </Button>
    </>
  );
}

/** The same as an icon, for the rows of a grid. */
export function PauseIcon({ actions, id, name, isPaused }: PauseButtonProps) {
  if (!actions) return null;
  const { pause, askToResume, busyId } = actions;
  if (isPaused) {
    return <IconButton size="sm" label={`Resume… ${name}`} onClick={() => askToResume({ id, name })} icon={RESUME} />;
  }
  const isBusy = busyId === id;
  return (
    <IconButton
      size="sm"
      label={`Pause ${name}`}
      disabled={isBusy}
      onClick={() => pause({ id, name })}
      icon={isBusy ? <Spinner /> : PAUSE}
    />
  );
}

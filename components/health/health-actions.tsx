"use client";
import type { Place } from "#lib/mailboxes/queries.ts";
import { PauseButton } from "./pause-button.tsx";
import { useHealthActions } from "./use-health-actions.tsx";

type HealthActionsProps = { place: Place; id: string; name: string; isPaused: boolean };

/** Pause and resume of one place on its own page or card. */
export function HealthActions({ place, ...target }: HealthActionsProps) {
  const { actions, dialog } = useHealthActions(place);
  return (
    <>
      <PauseButton actions={actions} {...target} />
      {dialog}
    </>
  );
}

"use client";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { ReasonDialog } from "#components/query/reason-dialog.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import type { Place } from "#lib/mailboxes/queries.ts";
import { type PauseTarget, usePause } from "./use-pause.ts";

/** What a row's button calls; it stays the same while nothing is under way. */
export type PauseActions = {
  pause: (target: PauseTarget) => void;
  askToResume: (target: PauseTarget) => void;
  /** what is being paused at this moment */
  busyId: string | null;
};

type HealthActions = {
  /** null for who may neither pause nor resume */
  actions: PauseActions | null;
  dialog: ReactNode;
};

/** Pause, which asks nothing, and resume, the dangerous one, which asks why: one dialog for however many buttons. */
export function useHealthActions(place: Place): HealthActions {
  const mayAct = useHasRole("operator");
  const { pause, resume } = usePause(place);
  // The target stays while the dialog closes.
  const [asking, setAsking] = useState<{ target: PauseTarget; isOpen: boolean } | null>(null);
  const askToResume = useCallback((target: PauseTarget) => setAsking({ target, isOpen: true }), []);
  const busyId = pause.isPending ? pause.variables.id : null;
  const actions = useMemo(
    () => (mayAct ? { pause: pause.mutate, askToResume, busyId } : null),
    [mayAct, pause.mutate, askToResume, busyId],
  );
  // An answer that comes late closes the dialog of its own target, not one that was opened since.
  const setOpen = (id: string, isOpen: boolean) =>
    setAsking((now) => (now?.target.id === id ? { ...now, isOpen } : now));
  const dialog = asking ? (
    <ReasonDialog
      key={asking.target.id}
      open={asking.isOpen}
      onOpenChange={(isOpen) => setOpen(asking.target.id, isOpen)}
      title={`Resume ${asking.target.name}`}
      description="If the guard paused it, it comes back with a small quota. If a person paused it, it comes back as it was. A score that pauses it still applies."
      confirmLabel="Resume"
      onConfirm={(reason) => resume.mutateAsync({ ...asking.target, reason })}
    />
  ) : null;
  return { actions, dialog };
}

"use client";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { ReasonDialog } from "#components/query/reason-dialog.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import type { Place } from "#lib/mailboxes/queries.ts";
import { type PauseTarget, usePause } from "./use-pause.ts";

/** What a row's button calls; it stays the same while nothing is under way. */
export type PauseActions = {
  pause: (target: PauseTarget) => void;
  /** with a reason for the audit log */
  askToPause: (target: PauseTarget) => void;
  askToResume: (target: PauseTarget) => void;
  /** what is being paused at this moment */
  busyId: string | null;
};

const PAUSE_WORDS = {
  description: "Nothing is sent from it until somebody resumes it. The reason goes into the audit log.",
  confirmLabel: "Pause",
};
const RESUME_WORDS = {
  description:
    "If the guard paused it, it comes back with a small quota. If a person paused it, it comes back as it was. A score that pauses it still applies.",
  confirmLabel: "Resume",
};

type HealthActions = {
  /** null for who may neither pause nor resume */
  actions: PauseActions | null;
  dialog: ReactNode;
};

/** Pause, which asks nothing unless a reason is to be given, and resume, the dangerous one, which asks why: one dialog for however many buttons. */
export function useHealthActions(place: Place): HealthActions {
  const mayAct = useHasRole("operator");
  const { pause, pauseBecause, resume } = usePause(place);
  // The target stays while the dialog closes.
  const [asking, setAsking] = useState<{ target: PauseTarget; isPause: boolean; isOpen: boolean } | null>(null);
  const askToPause = useCallback((target: PauseTarget) => setAsking({ target, isPause: true, isOpen: true }), []);
  const askToResume = useCallback((target: PauseTarget) => setAsking({ target, isPause: false, isOpen: true }), []);
  const busyId = pause.isPending ? pause.variables.id : null;
  const actions = useMemo(
    () => (mayAct ? { pause: pause.mutate, askToPause, askToResume, busyId } : null),
    [mayAct, pause.mutate, askToPause, askToResume, busyId],
  );
  // An answer that comes late closes the dialog of its own target, not one that was opened since.
  const setOpen = (id: string, isOpen: boolean) =>
    setAsking((now) => (now?.target.id === id ? { ...now, isOpen } : now));
  const dialog = asking ? (
    <ReasonDialog
      key={`${asking.target.id} ${asking.isPause}`}
      open={asking.isOpen}
      onOpenChange={(isOpen) => setOpen(asking.target.id, isOpen)}
      {...(asking.isPause ? PAUSE_WORDS : RESUME_WORDS)}
      title={`${asking.isPause ? "Pause" : "Resume"} ${asking.target.name}`}
      onConfirm={(reason) =>
        asking.isPause ? pauseBecause(asking.target, reason) : resume.mutateAsync({ ...asking.target, reason })
      }
    />
  ) : null;
  return { actions, dialog };
}

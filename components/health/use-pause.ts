"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "#components/ui/toast-store.ts";
import { type Place, pausePlace, resumePlace } from "#lib/mailboxes/queries.ts";

export type PauseTarget = { id: string; name: string };

/** Pause at once with undo, resume with a reason; both bring every view of health up to date. */
export function usePause(place: Place) {
  const client = useQueryClient();
  const refresh = () =>
    Promise.all(
      [["email-health"], [place], ["command-center"], ["palette"]].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
  const fail = (error: Error) => showToast({ tone: "bad", text: error.message });
  const resume = useMutation({
    mutationFn: ({ id, reason }: PauseTarget & { reason: string }) => resumePlace(place, id, reason),
    onSuccess: (_answer, { name }) => {
      showToast({ tone: "ok", text: `${name} can send again.` });
      return refresh();
    },
  });
  const undo = (target: PauseTarget) => {
    resume.mutateAsync({ ...target, reason: "Undone right after pausing" }).catch(fail);
  };
  const tellPaused = (target: PauseTarget) => {
    const action = { label: "Undo", onClick: () => undo(target) };
    showToast({ tone: "warn", text: `${target.name} is paused.`, action });
    return refresh();
  };
  const pause = useMutation({
    mutationFn: ({ id }: PauseTarget) => pausePlace(place, id),
    onSuccess: (_answer, target) => tellPaused(target),
    onError: fail,
  });
  /** The same with a reason; whoever asked for it shows the error. */
  const pauseBecause = async (target: PauseTarget, reason: string) => {
    await pausePlace(place, target.id, reason);
    await tellPaused(target);
  };
  return { pause, pauseBecause, resume };
}

"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "#components/ui/toast-store.ts";
import { type Place, pausePlace, resumePlace } from "#lib/mailboxes/queries.ts";

/** Pause at once with undo, resume with a reason; both bring every view of health up to date. */
export function usePause(place: Place, id: string, name: string) {
  const client = useQueryClient();
  const refresh = () =>
    Promise.all(
      [["email-health"], [place], ["command-center"]].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
  const fail = (error: Error) => showToast({ tone: "bad", text: error.message });
  const resume = useMutation({
    mutationFn: (reason: string) => resumePlace(place, id, reason),
    onSuccess: () => {
      showToast({ tone: "ok", text: `${name} may send again.` });
      return refresh();
    },
  });
  const undo = { label: "Undo", onClick: () => resume.mutate("Undone right after pausing", { onError: fail }) };
  const pause = useMutation({
    mutationFn: () => pausePlace(place, id),
    onSuccess: () => {
      showToast({ tone: "warn", text: `${name} is paused.`, action: undo });
      return refresh();
    },
    onError: fail,
  });
  return { pause, resume };
}

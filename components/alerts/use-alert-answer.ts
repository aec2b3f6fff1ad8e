"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "#components/ui/toast-store.ts";
import { formatPlural } from "#lib/format/number.ts";

type Answer = {
  /** answers one alert */
  act: (id: string) => Promise<unknown>;
  /** takes the answer to one alert back */
  undo?: (id: string) => Promise<unknown>;
  /** as in "acknowledged" */
  done: string;
};

/** Answers alerts one after the other, says how many, and offers to take it back where that can be done. */
export function useAlertAnswer({ act, undo, done }: Answer) {
  const client = useQueryClient();
  const fail = (error: Error) => showToast({ tone: "bad", text: error.message });
  const renew = () => {
    void client.invalidateQueries({ queryKey: ["command-center"] });
    return client.invalidateQueries({ queryKey: ["alerts"] });
  };
  const back = useMutation({
    mutationFn: (ids: readonly string[]) => each(ids, undo),
    onSuccess: () => showToast({ tone: "ok", text: "Undone.", about: "alerts" }),
    onError: fail,
    onSettled: renew,
  });
  return useMutation({
    mutationFn: (ids: readonly string[]) => each(ids, act),
    onSuccess: (_done, ids) => {
      const action = undo && { label: "Undo", onClick: () => back.mutate(ids) };
      showToast({ tone: "ok", text: `${formatPlural(ids.length, "alert")} ${done}.`, about: "alerts", action });
    },
    onError: fail,
    onSettled: renew,
  });
}

async function each(ids: readonly string[], act: Answer["undo"]): Promise<void> {
  for (const id of ids) await act?.(id);
}

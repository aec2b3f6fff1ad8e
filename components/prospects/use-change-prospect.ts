"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "#components/ui/toast-store.ts";
import type { ProspectPatch } from "#lib/prospects/contract-change.ts";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { prospectQuery } from "#lib/prospects/queries.ts";
import { changeProspect } from "#lib/prospects/queries-change.ts";
import { inverseOf } from "./prospect-draft.ts";

/** Saves changes of a profile, and offers to take them back. */
export function useChangeProspect(prospect: ProspectDetail, onSaved: () => void) {
  const client = useQueryClient();
  const { id } = prospect;
  const about = `profile ${id}`;
  function take(saved: ProspectDetail) {
    client.setQueryData(prospectQuery(id).queryKey, saved);
    void client.invalidateQueries({ queryKey: ["prospects"] });
  }
  const undo = useMutation({
    mutationFn: (back: ProspectPatch) => changeProspect(id, back),
    onSuccess: (saved) => {
      take(saved);
      showToast({ tone: "ok", text: "Undone.", about });
    },
    onError: (error) => showToast({ tone: "bad", text: error.message }),
  });
  return useMutation({
    mutationFn: (patch: ProspectPatch) => changeProspect(id, patch),
    onSuccess: (saved, patch) => {
      take(saved);
      const back = inverseOf(prospect, patch);
      const action = { label: "Undo", onClick: () => undo.mutate(back) };
      showToast({ tone: "ok", text: "The profile is saved.", about, action });
      onSaved();
    },
  });
}

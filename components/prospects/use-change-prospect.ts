"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "#components/ui/toast-store.ts";
import type { ProspectFields } from "#lib/prospects/contract-change.ts";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { prospectQuery } from "#lib/prospects/queries.ts";
import { changeProspect } from "#lib/prospects/queries-change.ts";
import { type EditedProfile, inverseOf } from "./prospect-draft.ts";

/** `base` is the profile that the patch was made on: what somebody has changed of it since is a conflict. */
type Change = { base: EditedProfile; patch: ProspectFields };

/** Saves changes of a profile, and offers to take them back. */
export function useChangeProspect(id: string, onSaved: () => void) {
  const client = useQueryClient();
  const save = ({ base, patch }: Change) => changeProspect(id, { ...patch, base: inverseOf(base, patch) });
  const about = `profile ${id}`;
  function take(saved: ProspectDetail) {
    client.setQueryData(prospectQuery(id).queryKey, saved);
    void client.invalidateQueries({ queryKey: ["prospects"] });
  }
  const undo = useMutation({
    mutationFn: save,
    onSuccess: (saved) => {
      take(saved);
      showToast({ tone: "ok", text: "Undone.", about });
    },
    onError: (error) => showToast({ tone: "bad", text: error.message }),
  });
  return useMutation({
    mutationFn: save,
    onSuccess: (saved, { base, patch }) => {
      take(saved);
      const back = { base: saved, patch: inverseOf(base, patch) };
      const action = { label: "Undo", onClick: () => undo.mutate(back) };
      showToast({ tone: "ok", text: "The profile is saved.", about, action });
      onSaved();
    },
    onError: () => client.invalidateQueries({ queryKey: prospectQuery(id).queryKey }),
  });
}

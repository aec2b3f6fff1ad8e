"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ApiError } from "#lib/query/api-error.ts";
import { readConflict } from "./read-conflict.ts";
import { isAsRefused } from "./refused-value.ts";
import { useUnsaved } from "./unsaved.ts";

type DraftFormOptions<Stored, Draft, Saved> = {
  /** What is stored; null for something new. */
  stored: Stored | null;
  draftOf: (stored: Stored | null) => Draft;
  /** The form on top of what is stored now: what was edited stays, everything else is theirs. */
  rebase: (draft: Draft, base: Stored, current: Stored) => Draft;
  /** What is saved, by the API's field names. */
  bodyOf: (draft: Draft) => object;
  save: (draft: Draft, base: Stored | null) => Promise<Saved>;
  onSaved: (saved: Saved, draft: Draft) => void;
};

/** A dialog's form over one thing. What is saved replaces what was shown, not what was polled since; what others saved meanwhile is a conflict. */
export function useDraftForm<Stored, Draft extends object, Saved>(options: DraftFormOptions<Stored, Draft, Saved>) {
  const { draftOf, rebase, bodyOf, save, onSaved } = options;
  const [base, setBase] = useState(options.stored);
  const [draft, setDraft] = useState(() => draftOf(options.stored));
  const mutation = useMutation({
    mutationFn: (wanted: { draft: Draft; base: Stored | null }) => save(wanted.draft, wanted.base),
    onSuccess: (saved, wanted) => onSaved(saved, wanted.draft),
  });
  const error = mutation.error instanceof ApiError ? mutation.error : null;
  const told = readConflict<Stored>(error);
  const refused = mutation.variables?.draft ?? draft;

  const isSaved = mutation.isSuccess && mutation.variables.draft === draft;
  useUnsaved(!isSaved && !mutation.isPending && JSON.stringify(draft) !== JSON.stringify(draftOf(base)));

  /** Goes on from what is stored now. */
  function goOn(current: Stored, next: Draft) {
    setBase(current);
    setDraft(next);
  }

  return {
    draft,
    base,
    change: (patch: Partial<Draft>) => setDraft((current) => ({ ...current, ...patch })),
    /** Why a field was refused, until it is edited. */
    errorOf: (field: string) =>
      isAsRefused(bodyOf(refused), bodyOf(draft), field) ? error?.fieldMessage(field) : undefined,
    /** What went wrong, unless it stands at the fields. */
    failure: error && error.errors.length > 0 ? undefined : mutation.error?.message,
    isSaving: mutation.isPending,
    submit: (event: FormEvent) => {
      event.preventDefault();
      mutation.mutate({ draft, base });
    },
    conflict: base &&
      told && {
        ...told,
        base,
        saveMine: () => {
          const next = rebase(draft, base, told.current);
          goOn(told.current, next);
          mutation.mutate({ draft: next, base: told.current });
        },
        takeStored: () => {
          goOn(told.current, draftOf(told.current));
          mutation.reset();
        },
      },
  };
}

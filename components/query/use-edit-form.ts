"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { LoggedChange } from "#lib/audit/contract.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { isAsRefused } from "./refused-value.ts";
import { useUnsaved } from "./unsaved.ts";

type Versioned = { version: number };
type Problems = Readonly<Record<string, string>>;

type EditFormOptions<Stored extends Versioned, Draft> = {
  /** What is stored; null for something new. */
  stored: Stored | null;
  draftOf: (stored: Stored | null) => Draft;
  /** What is wrong before anything is sent, by the API's field names. */
  problemsOf?: (draft: Draft) => Problems;
  /** What is saved, by the API's field names. */
  bodyOf: (draft: Draft) => object;
  /** `version` is the one that was current at the first keystroke; null for something new. */
  save: (draft: Draft, version: number | null) => Promise<Stored>;
  onSaved: (saved: Stored) => void;
};

/** Edits one thing on top of the version that was current at the first keystroke; what others save meanwhile is a conflict. */
export function useEditForm<Stored extends Versioned, Draft>(options: EditFormOptions<Stored, Draft>) {
  const { stored, draftOf, problemsOf, bodyOf, save, onSaved } = options;
  const [edited, setEdited] = useState<{ draft: Draft; base: Stored | null } | null>(null);
  const [problems, setProblems] = useState<Problems>({});
  const [submitted, setSubmitted] = useState<Draft | null>(null);
  const draft = edited?.draft ?? draftOf(stored);
  const isDirty = edited !== null && JSON.stringify(edited.draft) !== JSON.stringify(draftOf(edited.base));
  const mutation = useMutation({
    mutationFn: (version: number | null) => save(draft, version),
    onSuccess: (saved) => {
      setEdited(null);
      onSaved(saved);
    },
  });
  const refusal = mutation.error instanceof ApiError ? mutation.error : null;
  const isConflict = refusal?.code === "version_conflict";
  const conflict = isConflict ? (refusal.body.current as Stored) : null;
  const refused = refusal?.errors.map(({ field, message }) => [field, message] as const) ?? [];
  const found = [...refused, ...Object.entries(problems)];
  const body = bodyOf(draft);
  const errors: Problems = Object.fromEntries(
    found.filter(([field]) => isAsRefused(bodyOf(submitted ?? draft), body, field)),
  );
  useUnsaved(isDirty && !mutation.isPending);

  return {
    draft,
    change: (patch: Partial<Draft>) =>
      setEdited({ draft: { ...draft, ...patch }, base: edited ? edited.base : stored }),
    isDirty,
    /** Something new can be saved as it is: what it lacks is then named at its fields. */
    canSave: stored === null || isDirty,
    isSaving: mutation.isPending,
    /** What is wrong with each field, until it is edited. */
    errors,
    /** What went wrong, unless it stands at the fields. */
    failure: mutation.error && !conflict && !refusal?.errors.length ? mutation.error.message : undefined,
    /** What is stored now, when somebody else saved in between. */
    conflict,
    /** Who changed what meanwhile, newest first. */
    missed: isConflict ? ((refusal.body.changes ?? []) as readonly LoggedChange[]) : [],
    submit: (overVersion?: number) => {
      const unsent = problemsOf?.(draft) ?? {};
      setProblems(unsent);
      setSubmitted(draft);
      const base = edited ? edited.base : stored;
      if (Object.keys(unsent).length === 0) mutation.mutate(overVersion ?? base?.version ?? null);
    },
    discard: () => {
      setEdited(null);
      setProblems({});
      mutation.reset();
    },
  };
}

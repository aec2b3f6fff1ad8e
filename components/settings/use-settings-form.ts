"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readConflict } from "#components/query/read-conflict.ts";
import { useUnsaved } from "#components/query/unsaved.ts";
import { useSettled } from "#components/query/use-settled.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { commandCenterQuery } from "#lib/command-center/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import type { Settings, SettingsPatch, VersionedSettings } from "#lib/settings/contract.ts";
import { patchSettings, settingsQuery } from "#lib/settings/queries.ts";
import type { SettingsConflict } from "./conflict-words.ts";
import { type DraftValue, fromDraft, inLabels, type SettingField, type SettingName, toDraft } from "./setting-field.ts";

type Draft = Partial<Record<SettingName, DraftValue>>;
type FieldErrors = Partial<Record<string, string>>;

export type SettingsForm = {
  value: (field: SettingField) => DraftValue;
  change: (field: SettingField, value: DraftValue) => void;
  error: (field: SettingField) => string | undefined;
  isDirty: boolean;
  /** false while something edited cannot be saved as it stands */
  isValid: boolean;
  /** what would be saved, as far as it is valid */
  edited: Partial<Settings>;
  isSaving: boolean;
  failure: string | null;
  /** What is stored now and who changed it, when somebody else saved in between. */
  conflict: SettingsConflict | null;
  save: () => void;
  /** Ends a conflict: saves what was edited on top of what is stored now, but for the settings of which theirs is taken. */
  resolve: (taken: readonly SettingName[]) => void;
  discard: () => void;
};

/** Edits one group of settings on top of the version that was current at the first keystroke. */
export function useSettingsForm(fields: readonly SettingField[], stored: VersionedSettings): SettingsForm {
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>({});
  const [baseVersion, setBaseVersion] = useState<number | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const mutation = useMutation({ mutationFn: patchSettings });
  const conflict = readConflict<SettingsConflict["current"]>(mutation.error);
  const settled = useSettled(draft);
  const drafted = buildPatch(fields, draft);
  const isDirty = Object.keys(draft).length > 0;
  const maySave = useHasRole("admin");
  useUnsaved(isDirty && maySave && !mutation.isPending);

  /** What is wrong with a value, once its typing pauses. */
  function problemOf({ name }: SettingField) {
    return settled[name] === draft[name] ? drafted.problems[name] : undefined;
  }

  function discard() {
    setDraft({});
    setErrors({});
    setBaseVersion(null);
    mutation.reset();
    if (conflict) client.setQueryData(settingsQuery.queryKey, conflict.current);
  }

  function save(edited = draft, version = baseVersion ?? stored.version) {
    const { patch, problems } = buildPatch(fields, edited);
    setErrors(problems);
    if (Object.keys(problems).length > 0) return;
    const former = conflict?.current ?? stored;
    mutation.mutate({ ...patch, version } as SettingsPatch, {
      onSuccess: (saved) => {
        showSaved(saved);
        setDraft({});
        setBaseVersion(null);
        const undone = Object.fromEntries(Object.keys(patch).map((name) => [name, former[name as SettingName]]));
        const action = { label: "Undo", onClick: () => void undo({ ...undone, version: saved.version }) };
        showToast({ tone: "ok", about: "settings", text: "Settings saved.", action });
      },
      onError: (error) => setErrors(readFieldErrors(error, fields)),
    });
  }

  function showSaved(saved: VersionedSettings) {
    client.setQueryData(settingsQuery.queryKey, saved);
    void client.invalidateQueries({ queryKey: commandCenterQuery.queryKey });
  }

  async function undo(patch: SettingsPatch) {
    try {
      showSaved(await patchSettings(patch));
      showToast({ tone: "ok", about: "settings", text: "Change undone." });
    } catch (error) {
      showToast({ tone: "bad", about: "settings", text: (error as Error).message });
    }
  }

  function resolve(taken: readonly SettingName[]) {
    const kept = Object.fromEntries(Object.entries(draft).filter(([name]) => !taken.includes(name as SettingName)));
    if (Object.keys(kept).length === 0) return discard();
    save(kept, conflict?.current.version);
  }

  return {
    value: (field) => draft[field.name] ?? toDraft(field, stored[field.name]),
    change: (field, value) => {
      setBaseVersion((version) => version ?? stored.version);
      setDraft((current) => withChange(current, field, value, stored));
      setErrors((current) => ({ ...current, [field.name]: undefined }));
    },
    error: (field) => errors[field.name] ?? problemOf(field),
    isDirty,
    isValid: Object.keys(drafted.problems).length === 0,
    edited: drafted.patch,
    isSaving: mutation.isPending,
    failure: mutation.error && !conflict && !hasFieldErrors(errors, fields) ? mutation.error.message : null,
    conflict,
    save: () => save(),
    resolve,
    discard,
  };
}

function withChange(draft: Draft, field: SettingField, value: DraftValue, stored: Settings): Draft {
  const next: Draft = { ...draft, [field.name]: value };
  if (toDraft(field, stored[field.name]) === value) delete next[field.name];
  return next;
}

function buildPatch(
  fields: readonly SettingField[],
  draft: Draft,
): { patch: Partial<Settings>; problems: FieldErrors } {
  const patch: Record<string, unknown> = {};
  const problems: FieldErrors = {};
  for (const field of fields) {
    const value = draft[field.name];
    if (value === undefined) continue;
    const parsed = fromDraft(field, value);
    if (parsed.ok) patch[field.name] = parsed.value;
    else problems[field.name] = parsed.message;
  }
  return { patch: patch as Partial<Settings>, problems };
}

/** By field, also of what lies within one; other settings that a message names are called as the form calls them. */
function readFieldErrors(error: unknown, fields: readonly SettingField[]): FieldErrors {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(
    error.errors.map(({ field, message }) => [field.split(".")[0], inLabels(message, fields)] as const),
  );
}

function hasFieldErrors(errors: FieldErrors, fields: readonly SettingField[]): boolean {
  return fields.some((field) => errors[field.name] !== undefined);
}

import type { LoggedChange } from "#lib/audit/contract.ts";
import {
  type EditedProfile,
  PROFILE_FIELDS,
  PROFILE_LABELS,
  type ProfileField,
  type ProspectDraft,
  textsOf,
} from "./prospect-draft.ts";

/** A field that both changed, to different values. `key` is its name, a custom one's behind `custom.` */
export type ContestedField = { key: string; label: string; mine: string; theirs: string };

/** The fields to decide on, in the form's order: `base` is what the form began with, `current` what is stored now. */
export function contestedFields(base: EditedProfile, draft: ProspectDraft, current: EditedProfile): ContestedField[] {
  const [was, is] = [allTextsOf(base), allTextsOf(current)];
  return Object.entries({ ...draftTexts(draft) }).flatMap(([key, text]) => {
    const mine = text.trim();
    const [before, theirs] = [was[key] ?? "", is[key] ?? ""];
    if (mine === before || theirs === before || mine === theirs) return [];
    return [{ key, label: labelOf(key), mine, theirs }];
  });
}

/** The form on top of what is stored now: what nobody typed there, and what is `taken` of the others', is as it is stored. */
export function rebasedDraft(
  base: EditedProfile,
  draft: ProspectDraft,
  current: EditedProfile,
  taken: readonly string[],
): ProspectDraft {
  const [was, is] = [allTextsOf(base), allTextsOf(current)];
  const pick = (key: string, text: string) =>
    text.trim() === (was[key] ?? "") || taken.includes(key) ? (is[key] ?? "") : text;
  const names = new Set([...Object.keys(current.custom), ...Object.keys(draft.custom)]);
  return {
    ...(Object.fromEntries(PROFILE_FIELDS.map((field) => [field, pick(field, draft[field])])) as Record<
      ProfileField,
      string
    >),
    custom: Object.fromEntries(
      [...names].map((name) => [name, pick(`custom.${name}`, draft.custom[name] ?? base.custom[name] ?? "")]),
    ),
    added: draft.added,
  };
}

/** What one change did, field by field: "Phone: 555 0100 → 555 0199". */
export function changeLines({ before, after }: LoggedChange): string[] {
  const was = flat(before);
  return Object.entries(flat(after)).map(([key, value]) => `${labelOf(key)}: ${shown(was[key])} → ${shown(value)}`);
}

/** A value as it is read. */
export const shown = (value: unknown) =>
  value === null || value === undefined || value === "" ? "none" : String(value);

function labelOf(key: string): string {
  if (key in PROFILE_LABELS) return PROFILE_LABELS[key as ProfileField];
  const words = key
    .replace(/^custom\./, "")
    .replace(/_id$/, "")
    .replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function allTextsOf(profile: EditedProfile): Record<string, string> {
  return { ...textsOf(profile), ...customTexts(profile.custom) };
}

function draftTexts(draft: ProspectDraft): Record<string, string> {
  return { ...Object.fromEntries(PROFILE_FIELDS.map((field) => [field, draft[field]])), ...customTexts(draft.custom) };
}

function customTexts(custom: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(custom).map(([name, value]) => [`custom.${name}`, value]));
}

function flat(fields: Record<string, unknown> | null): Record<string, unknown> {
  const { custom, ...others } = fields ?? {};
  return { ...others, ...customTexts((custom ?? {}) as Record<string, string>) };
}

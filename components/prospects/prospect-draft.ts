import type { ProspectFields } from "#lib/prospects/contract-change.ts";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";

/** Fields that are edited as one line of text, in the order of the form. */
export const PROFILE_FIELDS = [
  "name",
  "company",
  "email",
  "phone",
  "trade_type",
  "website",
  "city",
  "state_code",
  "zip",
  "consent_basis",
  "priority",
] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

export const PROFILE_LABELS: Record<ProfileField, string> = {
  name: "Name",
  company: "Company",
  email: "Email address",
  phone: "Phone",
  trade_type: "Trade",
  website: "Website",
  city: "City",
  state_code: "State",
  zip: "ZIP code",
  consent_basis: "Consent",
  priority: "Priority",
};

/** What the form edits of a prospect. */
export type EditedProfile = Pick<ProspectDetail, ProfileField | "custom">;

export type ProspectDraft = Record<ProfileField, string> & {
  custom: Record<string, string>;
  /** one more custom field; left out while it has no name */
  added: { name: string; value: string };
};

export function draftOf(prospect: EditedProfile): ProspectDraft {
  return { ...textsOf(prospect), custom: prospect.custom, added: { name: "", value: "" } };
}

/** The fields of a profile as the form has them. */
export function textsOf(prospect: EditedProfile): Record<ProfileField, string> {
  const texts = Object.fromEntries(PROFILE_FIELDS.map((field) => [field, String(prospect[field] ?? "")]));
  return texts as Record<ProfileField, string>;
}

/** What the form changes, as the API takes it: empty means none. Null when it changes nothing. */
export function patchOf(prospect: EditedProfile, draft: ProspectDraft): ProspectFields | null {
  const stored = textsOf(prospect);
  const fields = PROFILE_FIELDS.filter((field) => draft[field].trim() !== stored[field]);
  const patch: ProspectFields = Object.fromEntries(fields.map((field) => [field, patched(field, draft[field].trim())]));
  const custom = customChanges(prospect.custom, draft);
  if (Object.keys(custom).length > 0) patch.custom = custom;
  return Object.keys(patch).length > 0 ? patch : null;
}

/** What the fields of a patch are in this profile: the patch that takes another one back, and what an edit says it saw. */
export function inverseOf(prospect: EditedProfile, patch: ProspectFields): ProspectFields {
  const fields = PROFILE_FIELDS.filter((field) => field in patch);
  const back: ProspectFields = Object.fromEntries(fields.map((field) => [field, prospect[field]]));
  if (!patch.custom) return back;
  const names = Object.keys(patch.custom);
  return { ...back, custom: Object.fromEntries(names.map((name) => [name, prospect.custom[name] ?? null])) };
}

/** Messages of the API by field; what it says of the custom fields stands at the new one unless it names another. */
export function errorsOf(errors: readonly { field: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(errors.map(({ field, message }) => [field === "custom" ? "added" : field, message]));
}

/** No priority is 0; what is no number is none to the API either, which says so. */
function patched(field: ProfileField, text: string): string | number | null {
  return field === "priority" ? Number(text) : text || null;
}

function customChanges(stored: Record<string, string>, { custom, added }: ProspectDraft) {
  const wanted = { ...custom, ...(added.name.trim() ? { [nameOf(added.name)]: added.value } : {}) };
  const changed = Object.entries(wanted).filter(([name, value]) => value.trim() !== (stored[name] ?? ""));
  return Object.fromEntries(changed.map(([name, value]) => [name, value.trim() || null]));
}

/** As an import would name it. */
function nameOf(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, "_");
}

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { PROFILE_FIELDS, PROFILE_LABELS, type ProfileField, type ProspectDraft } from "./prospect-draft.ts";

const HINTS: Partial<Record<ProfileField, string>> = {
  priority: "Of first messages the highest goes first: 0 is usual, 100 before all, -100 after all",
};

export type DraftFieldsProps = {
  draft: ProspectDraft;
  /** by the API's field names */
  errors: Readonly<Record<string, string>>;
  onChange: (patch: Partial<ProspectDraft>) => void;
};

/** What every prospect can have, each as a line of text; an empty one is not known. */
export function ProfileFields({ draft, errors, onChange }: DraftFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {PROFILE_FIELDS.map((field) => (
        <Field key={field} label={PROFILE_LABELS[field]} hint={HINTS[field]} error={errors[field]}>
          {(control) => (
            <Input
              {...control}
              type={field === "email" ? "email" : "text"}
              autoComplete="off"
              value={draft[field]}
              onChange={(event) => onChange({ [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

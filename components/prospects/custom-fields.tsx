import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { DraftFieldsProps } from "./profile-fields.tsx";

/** The custom fields that a prospect has, and one more. */
export function CustomFields({ draft, errors, onChange }: DraftFieldsProps) {
  const { custom, added } = draft;
  return (
    <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
      <legend className="sr-only">Custom fields</legend>
      <div>
        <h3 className="font-semibold">Custom fields</h3>
        <p className="text-sm text-ink-muted">An emptied field is removed.</p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {Object.entries(custom).map(([name, value]) => (
          <Field key={name} label={<span className="wrap-anywhere">{name}</span>} error={errors[`custom.${name}`]}>
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                value={value}
                onChange={(event) => onChange({ custom: { ...custom, [name]: event.target.value } })}
              />
            )}
          </Field>
        ))}
        <Field label="New field" error={errors.added} hint="Letters, digits and underscores.">
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={added.name}
              onChange={(event) => onChange({ added: { ...added, name: event.target.value } })}
            />
          )}
        </Field>
        <Field label="Its value">
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={added.value}
              onChange={(event) => onChange({ added: { ...added, value: event.target.value } })}
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
}

"use client";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { KIND_OPTIONS, SEVERITY_OPTIONS } from "./alert-words.ts";

export type Wish = { min_severity: "info" | "warning" | "critical"; kinds: string[] };

type WishFieldsProps = { wish: Wish; onChange: (wish: Wish) => void };

/** Which alerts somebody is told of: from a severity on, and of some kinds or all. */
export function WishFields({ wish, onChange }: WishFieldsProps) {
  const toggle = (kind: string, isWanted: boolean) => {
    const others = wish.kinds.filter((one) => one !== kind);
    onChange({ ...wish, kinds: isWanted ? [...others, kind] : others });
  };
  return (
    <>
      <Field label="Severity">
        {(control) => (
          <Select
            {...control}
            options={SEVERITY_OPTIONS}
            value={wish.min_severity}
            onValueChange={(value) => onChange({ ...wish, min_severity: value as Wish["min_severity"] })}
          />
        )}
      </Field>
      <fieldset>
        <legend className="font-medium">
          Kinds <span className="font-normal text-ink-muted">(none chosen: every kind)</span>
        </legend>
        <div className="mt-1 grid gap-x-4 gap-y-1 sm:grid-cols-2">
          {KIND_OPTIONS.map(({ value, label }) => (
            <label key={value} className="flex min-h-7 items-center gap-2">
              <input
                type="checkbox"
                checked={wish.kinds.includes(value)}
                onChange={(event) => toggle(value, event.target.checked)}
                className="size-4 accent-accent"
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}

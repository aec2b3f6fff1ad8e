"use client";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberInput } from "#components/ui/number-input.tsx";
import { errorOf, type FieldsProps } from "./fields-props.ts";

export function BasicsFields({ draft, onChange, errors, disabled }: FieldsProps) {
  return (
    <>
      <Field label="Name" error={errorOf(errors, "name")}>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            disabled={disabled}
            autoComplete="off"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Daily limit"
        optional
        hint="Empty: only the tenant, domain and mailbox limits apply."
        error={errorOf(errors, "daily_limit")}
      >
        {(control) => (
          <NumberInput
            {...control}
            value={draft.dailyLimit}
            disabled={disabled}
            unit="emails"
            onValueChange={(dailyLimit) => onChange({ dailyLimit })}
          />
        )}
      </Field>
    </>
  );
}

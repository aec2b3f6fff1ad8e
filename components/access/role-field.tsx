"use client";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Role } from "#lib/shared/actor.ts";
import { ROLE_WORDS, roleOptions } from "./role-words.ts";

type RoleFieldProps = { role: Role; ownRole: Role; error?: string; onChange: (role: Role) => void };

/** A role among those one may give, with what it may do. */
export function RoleField({ role, ownRole, error, onChange }: RoleFieldProps) {
  return (
    <Field label="Role" error={error} hint={ROLE_WORDS[role]}>
      {(control) => (
        <Select
          {...control}
          className="max-w-48"
          options={roleOptions(ownRole)}
          value={role}
          onValueChange={(value) => onChange(value as Role)}
        />
      )}
    </Field>
  );
}

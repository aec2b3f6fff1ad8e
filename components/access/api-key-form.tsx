"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { fieldError, formError } from "#components/account/form-errors.ts";
import { FormFailure } from "#components/account/form-failure.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberInput } from "#components/ui/number-input.tsx";
import { apiKeysQuery, makeApiKey } from "#lib/auth/queries-access.ts";
import { keyLifeDays } from "#lib/auth/thresholds.ts";
import type { Role } from "#lib/shared/actor.ts";
import { RoleField } from "./role-field.tsx";
import { ShownOnce } from "./shown-once.tsx";

type Draft = { name: string; role: Role; days: string };

const EMPTY: Draft = { name: "", role: "viewer", days: String(keyLifeDays.default) };
const FIELDS = ["name", "role", "expires_in_days"];

/** Makes a key; it is shown in place of the form, once. */
export function ApiKeyForm({ ownRole }: { ownRole: Role }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(EMPTY);
  const make = useMutation({
    mutationFn: ({ name, role, days }: Draft) => makeApiKey({ name, role, expires_in_days: Number(days) }),
    onSuccess: () => {
      setDraft(EMPTY);
      void client.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    make.mutate(draft);
  }

  if (make.data) {
    return (
      <ShownOnce
        title={`The key ${make.data.name}`}
        hint="Copy it now and store it safely. It is not shown again."
        text={make.data.key}
        label="the key"
        onDone={make.reset}
      />
    );
  }
  return (
    <form onSubmit={submit} noValidate aria-label="New API key" className="flex flex-col gap-4">
      <div className="grid items-start gap-4 lg:grid-cols-3">
        <Field label="Name" error={fieldError(make.error, "name")} hint="What the key is for.">
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={draft.name}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          )}
        </Field>
        <RoleField
          role={draft.role}
          ownRole={ownRole}
          error={fieldError(make.error, "role")}
          onChange={(role) => setDraft({ ...draft, role })}
        />
        <Field
          label="Expires after"
          error={fieldError(make.error, "expires_in_days")}
          hint={`${keyLifeDays.shortest} to ${keyLifeDays.longest} days.`}
        >
          {(control) => (
            <NumberInput
              {...control}
              unit="days"
              value={draft.days}
              onValueChange={(days) => setDraft({ ...draft, days })}
            />
          )}
        </Field>
      </div>
      <FormFailure message={formError(make.error, FIELDS)} />
      <div>
        <Button type="submit" busy={make.isPending}>
          Create key
        </Button>
      </div>
    </form>
  );
}

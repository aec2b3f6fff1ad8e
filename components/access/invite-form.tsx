"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { fieldError, formError } from "#components/account/form-errors.ts";
import { FormFailure } from "#components/account/form-failure.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { invitationsQuery, invite } from "#lib/auth/queries-access.ts";
import { formatDateTime } from "#lib/format/time.ts";
import type { Role } from "#lib/shared/actor.ts";
import { RoleField } from "./role-field.tsx";
import { ShownOnce } from "./shown-once.tsx";

/** Invites an address; the link is shown in place of the form, once. */
export function InviteForm({ ownRole }: { ownRole: Role }) {
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const make = useMutation({
    mutationFn: () => invite({ email, role }),
    onSuccess: () => {
      setEmail("");
      void client.invalidateQueries({ queryKey: invitationsQuery.queryKey });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    make.mutate();
  }

  if (make.data) {
    return (
      <ShownOnce
        title={`Link for ${make.data.email}`}
        hint={`Share it over a channel you trust. It works once, until ${formatDateTime(Date.parse(make.data.expires_at))}, and is not shown again.`}
        text={make.data.url}
        label="the link"
        onDone={make.reset}
      />
    );
  }
  return (
    <form onSubmit={submit} noValidate aria-label="Invite someone" className="flex flex-col gap-4">
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Field
          label="Email"
          error={fieldError(make.error, "email")}
          hint="A new invitation replaces an earlier one for the same address."
        >
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <RoleField role={role} ownRole={ownRole} error={fieldError(make.error, "role")} onChange={setRole} />
      </div>
      <FormFailure message={formError(make.error, ["email", "role"])} />
      <div>
        <Button type="submit" busy={make.isPending}>
          Create invitation link
        </Button>
      </div>
    </form>
  );
}

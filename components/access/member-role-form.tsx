"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { fieldError, formError } from "#components/account/form-errors.ts";
import { FormFailure } from "#components/account/form-failure.tsx";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { MemberView } from "#lib/auth/contract-members.ts";
import { giveRole } from "#lib/auth/queries-access.ts";
import type { Role } from "#lib/shared/actor.ts";
import { RoleField } from "./role-field.tsx";

type MemberRoleFormProps = { member: MemberView; ownRole: Role; onChanged: () => Promise<unknown> };

/** Another role for a member. */
export function MemberRoleForm({ member, ownRole, onChanged }: MemberRoleFormProps) {
  const [role, setRole] = useState(member.role);
  const save = useMutation({
    mutationFn: () => giveRole(member.user_id, role),
    onSuccess: () => {
      showToast({ tone: "ok", text: `${member.name} now has the role ${role} and must sign in again.` });
      return onChanged();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <form onSubmit={submit} noValidate aria-label={`Role of ${member.name}`} className="flex max-w-lg flex-col gap-3">
      <RoleField role={role} ownRole={ownRole} error={fieldError(save.error, "role")} onChange={setRole} />
      <FormFailure message={formError(save.error, ["role"])} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" size="sm" busy={save.isPending} disabled={role === member.role}>
          Change role
        </Button>
        <span className="text-sm text-ink-muted">
          Signs them out, and revokes keys they created above the new role.
        </span>
      </div>
    </form>
  );
}

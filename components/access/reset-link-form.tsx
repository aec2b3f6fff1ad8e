"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormFailure } from "#components/account/form-failure.tsx";
import { Button } from "#components/ui/button.tsx";
import { SwitchField } from "#components/ui/switch-field.tsx";
import type { MemberView } from "#lib/auth/contract-members.ts";
import { makeResetLink } from "#lib/auth/queries-access.ts";
import { formatDateTime } from "#lib/format/time.ts";
import { ShownOnce } from "./shown-once.tsx";

/** A one-time link for somebody who has lost the password, and the phone if need be. */
export function ResetLinkForm({ member }: { member: MemberView }) {
  const [removesTwoFactor, setRemovesTwoFactor] = useState(false);
  const make = useMutation({ mutationFn: () => makeResetLink(member.user_id, removesTwoFactor) });

  function submit(event: FormEvent) {
    event.preventDefault();
    make.mutate();
  }

  if (make.data) {
    const until = formatDateTime(Date.parse(make.data.expires_at));
    return (
      <ShownOnce
        title={`Password reset link for ${member.name}`}
        hint={`Share it in person or over a channel you trust: anyone who has it can sign in as ${member.name}. It works once, until ${until}, and is not shown again.`}
        text={make.data.url}
        label="the link"
        onDone={make.reset}
      />
    );
  }
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={`New password of ${member.name}`}
      className="flex max-w-lg flex-col items-start gap-3"
    >
      {member.has_two_factor ? (
        <SwitchField
          label="They lost their phone too"
          hint="Using the link also removes two-factor authentication."
          checked={removesTwoFactor}
          onCheckedChange={setRemovesTwoFactor}
        />
      ) : null}
      <FormFailure message={make.error?.message} />
      <Button type="submit" size="sm" busy={make.isPending}>
        Create password reset link
      </Button>
    </form>
  );
}

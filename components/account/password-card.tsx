"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { newPasswordProblem, passwordRule } from "#lib/auth/contract-password.ts";
import { changePassword, ownSessionsQuery } from "#lib/auth/queries.ts";
import { fieldError, formError } from "./form-errors.ts";
import { FormFailure } from "./form-failure.tsx";

type PasswordCardProps = { email: string; ownWords: string[] };

const NOTHING = { current: "", next: "" };

/** A new password: the API's own rule is asked before it is sent. */
export function PasswordCard({ email, ownWords }: PasswordCardProps) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(NOTHING);
  const [problem, setProblem] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: () => changePassword({ current_password: draft.current, new_password: draft.next }),
    onSuccess: () => {
      setDraft(NOTHING);
      showToast({ tone: "ok", text: "Your password is changed. All other sessions have ended." });
      void client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
    },
  });
  const judge = () => {
    const found = newPasswordProblem(draft.next, ownWords);
    setProblem(found);
    return found === null;
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (judge()) save.mutate();
  }

  return (
    <Card title="Password" description="Changing it ends all your other sessions.">
      <form onSubmit={submit} noValidate aria-label="Password" className="flex max-w-md flex-col gap-4">
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field label="Current password" error={fieldError(save.error, "current_password")}>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="current-password"
              value={draft.current}
              onChange={(event) => setDraft({ ...draft, current: event.target.value })}
            />
          )}
        </Field>
        <Field label="New password" error={problem ?? fieldError(save.error, "new_password")} hint={passwordRule}>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="new-password"
              value={draft.next}
              onBlur={() => (draft.next === "" ? setProblem(null) : judge())}
              onChange={(event) => setDraft({ ...draft, next: event.target.value })}
            />
          )}
        </Field>
        <FormFailure message={formError(save.error, ["current_password", "new_password"])} />
        <div>
          <Button type="submit" busy={save.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Card>
  );
}

"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { fieldError, formError } from "./form-errors.ts";
import { FormFailure } from "./form-failure.tsx";

type PasswordFormProps = {
  text: string;
  label: string;
  /** Does the work; what it throws is shown here. */
  run: (password: string) => Promise<unknown>;
  onCancel: () => void;
};

/** Asks for the person's password before something that needs it. */
export function PasswordForm({ text, label, run, onCancel }: PasswordFormProps) {
  const [password, setPassword] = useState("");
  const work = useMutation({ mutationFn: () => run(password) });

  function submit(event: FormEvent) {
    event.preventDefault();
    work.mutate();
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <p>{text}</p>
      <Field label="Your password" error={fieldError(work.error, "password")}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <FormFailure message={formError(work.error, ["password"])} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={work.isPending}>
          {label}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

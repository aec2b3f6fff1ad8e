"use client";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { codeMessage, nameCode } from "./sign-in.ts";

/** The second half of signing in: a code of the authenticator app. */
export function CodeForm({ returnTo }: { returnTo: string }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await nameCode(String(new FormData(event.currentTarget).get("code") ?? ""));
      window.location.assign(returnTo);
    } catch (error) {
      setFailure(codeMessage(error));
      setBusy(false);
    }
  }

  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failure ? (
        <Banner tone="bad" role="alert">
          {failure}
        </Banner>
      ) : null}
      <Field label="Code" hint="Six digits of your authenticator app, or a backup code.">
        {(control) => <Input {...control} name="code" autoComplete="one-time-code" autoFocus />}
      </Field>
      <Button type="submit" variant="primary" busy={busy}>
        Sign in
      </Button>
    </form>
  );
}

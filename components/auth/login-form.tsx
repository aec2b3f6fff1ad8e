"use client";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { CodeForm } from "./code-form.tsx";
import { signIn, signInMessage } from "./sign-in.ts";

type LoginFields = { email?: string; password?: string };

function missing(email: string, password: string): LoginFields {
  const errors: LoginFields = {};
  if (!/^\S+@\S+$/.test(email)) errors.email = "Enter your email address, like name@company.com.";
  if (password === "") errors.password = "Enter your password.";
  return errors;
}

/** Signs in and loads the page that was wanted anew, so that nothing of an earlier session remains. */
export function LoginForm({ returnTo }: { returnTo: string }) {
  const [errors, setErrors] = useState<LoginFields>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [asksForCode, setAsksForCode] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const email = String(data.get("email") ?? "").trim();
    const password = String(data.get("password") ?? "");
    const problems = missing(email, password);
    setErrors(problems);
    setFailure(null);
    if (problems.email || problems.password) return;
    setBusy(true);
    try {
      const answer = await signIn(email, password);
      if (answer.two_factor_required) setAsksForCode(true);
      else window.location.assign(returnTo);
      setBusy(!answer.two_factor_required);
    } catch (error) {
      setFailure(signInMessage(error));
      setBusy(false);
    }
  }

  if (asksForCode) return <CodeForm returnTo={returnTo} />;
  return (
    // POST, so that a click before the script has loaded never puts the password into the address.
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failure ? (
        <Banner tone="bad" role="alert">
          {failure}
        </Banner>
      ) : null}
      <Field label="Email" error={errors.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" />}
      </Field>
      <Field label="Password" error={errors.password}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" />}
      </Field>
      <Button type="submit" variant="primary" busy={busy}>
        Sign in
      </Button>
    </form>
  );
}

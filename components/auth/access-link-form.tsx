"use client";
import Link from "next/link";
import { type FormEvent, useEffect, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { AccessLinkView } from "#lib/auth/contract-members.ts";
import { passwordRule } from "#lib/auth/contract-password.ts";
import { accessLinkErrors, accessLinkTexts, readAccessLink, takeAccessLink } from "./access-link.ts";

/** Shows what the link behind the `#` is for, and uses it up when the form is sent. */
export function AccessLinkForm() {
  const [token, setToken] = useState("");
  const [link, setLink] = useState<AccessLinkView | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [doneFor, setDoneFor] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const given = window.location.hash.slice(1);
    setToken(given);
    readAccessLink(given).then(setLink, (error: unknown) => setErrors(accessLinkErrors(error)));
  }, []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = data.has("name") ? String(data.get("name")) : undefined;
    setBusy(true);
    setErrors({});
    try {
      setDoneFor((await takeAccessLink({ token, name, password: String(data.get("password") ?? "") })).email);
    } catch (error) {
      setErrors(accessLinkErrors(error));
    }
    setBusy(false);
  }

  const texts = link ? accessLinkTexts(link) : null;
  const isNewcomer = link?.kind === "invitation" && !link.has_account;
  return (
    <>
      <h1 className="mt-6 mb-4 text-lg font-semibold">{texts?.heading ?? "One-time link"}</h1>
      {errors.form ? (
        <Banner tone="bad" role="alert" className="mb-4">
          {errors.form}
        </Banner>
      ) : null}
      {doneFor ? (
        <p role="status">
          Done.{" "}
          <Link href="/login" className="underline">
            Sign in
          </Link>{" "}
          as {doneFor}.
        </p>
      ) : null}
      {link && texts && !doneFor ? (
        <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
          <Field label="Email">
            {(control) => <Input {...control} type="email" autoComplete="username" value={link.email} readOnly />}
          </Field>
          {isNewcomer ? (
            <Field label="Your name" error={errors.name}>
              {(control) => <Input {...control} name="name" autoComplete="name" />}
            </Field>
          ) : null}
          <Field label={texts.password} error={errors.password} hint={texts.isNew ? passwordRule : undefined}>
            {(control) => (
              <Input
                {...control}
                name="password"
                type="password"
                autoComplete={texts.isNew ? "new-password" : "current-password"}
              />
            )}
          </Field>
          <Button type="submit" variant="primary" busy={busy}>
            {link.kind === "invitation" ? "Join" : "Set password"}
          </Button>
        </form>
      ) : null}
    </>
  );
}

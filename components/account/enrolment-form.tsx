"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { EnrolmentView } from "#lib/auth/contract-account.ts";
import { confirmTwoFactor } from "#lib/auth/queries.ts";
import { fieldError, formError } from "./form-errors.ts";
import { FormFailure } from "./form-failure.tsx";

type EnrolmentFormProps = { enrolment: EnrolmentView; onConfirmed: () => void; onCancel: () => void };

/** The secret as a picture and as text, and the code that shows it has arrived in the app. */
export function EnrolmentForm({ enrolment, onConfirmed, onCancel }: EnrolmentFormProps) {
  const [code, setCode] = useState("");
  const confirm = useMutation({ mutationFn: () => confirmTwoFactor(code.replace(/\s/g, "")), onSuccess: onConfirmed });

  function submit(event: FormEvent) {
    event.preventDefault();
    confirm.mutate();
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <p>Scan this with your authenticator app, then enter the code it shows.</p>
      <img
        src={`data:image/svg+xml;utf8,${encodeURIComponent(enrolment.qr_svg)}`}
        alt="QR code with the secret, which is also shown as text below"
        className="size-48 rounded-md border border-line bg-white"
      />
      <div>
        <p className="text-ink-muted">Or type this secret into the app:</p>
        <CopyText text={enrolment.secret} label="the secret" />
      </div>
      <Field
        label="Code"
        error={fieldError(confirm.error, "code")}
        hint="Six digits. This signs out your other sessions."
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.target.value)}
            className="max-w-40"
          />
        )}
      </Field>
      <FormFailure message={formError(confirm.error, ["code"])} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={confirm.isPending}>
          Confirm
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { CreateRecipientBody } from "#lib/alerts/contract-delivery.ts";
import { addRecipient } from "#lib/alerts/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { DIGEST_OPTIONS, digestHour } from "./digest-options.ts";
import { type Wish, WishFields } from "./wish-fields.tsx";

type RecipientDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Adds an address that gets alerts. */
export function RecipientDialog({ open, onOpenChange }: RecipientDialogProps) {
  return (
    <Dialog wide open={open} onOpenChange={onOpenChange} title="Add an address">
      <RecipientForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function RecipientForm({ onDone }: { onDone: () => void }) {
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [digest, setDigest] = useState("");
  const [wish, setWish] = useState<Wish>({ min_severity: "warning", kinds: [] });
  const add = useMutation({
    mutationFn: () =>
      addRecipient({
        email: email.trim(),
        ...wish,
        kinds: wish.kinds as CreateRecipientBody["kinds"],
        digest_hour: digestHour(digest),
      }),
    onSuccess: (added) => {
      showToast({ tone: "ok", text: `${added.email} now gets alerts.` });
      void client.invalidateQueries({ queryKey: ["alert-recipients"] });
      onDone();
    },
  });
  const refusal = add.error instanceof ApiError ? add.error.fieldMessage("email") : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate();
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="Address" error={refusal}>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            value={email}
            placeholder="ops@company.com"
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <WishFields wish={wish} onChange={setWish} />
      <Field
        label="Daily digest"
        hint="What was sent the day before, what needs attention, and what is in trouble or on hold."
      >
        {(control) => <Select {...control} options={DIGEST_OPTIONS} value={digest} onValueChange={setDigest} />}
      </Field>
      {add.error && !refusal ? (
        <Banner tone="bad" role="alert">
          {add.error.message}
        </Banner>
      ) : null}
      <DialogButtons onCancel={onDone} confirmLabel="Add" busy={add.isPending} />
    </form>
  );
}

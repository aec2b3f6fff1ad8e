"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { createDomain } from "#lib/mailboxes/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";

type AddDomainDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function AddDomainDialog({ open, onOpenChange }: AddDomainDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add a sending domain"
      description="Its warm-up starts with its first email: 10 a day at first, up to 120 after two weeks, then no warm-up cap."
    >
      <AddDomainForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function AddDomainForm({ onDone }: { onDone: () => void }) {
  const client = useQueryClient();
  const [domain, setDomain] = useState("");
  const add = useMutation({
    mutationFn: () => createDomain(domain.trim()),
    onSuccess: (added) => {
      showToast({ tone: "ok", text: `${added.domain} is added.` });
      void client.invalidateQueries({ queryKey: ["domains"] });
      void client.invalidateQueries({ queryKey: ["email-health"] });
      onDone();
    },
  });
  const refusal = add.error instanceof ApiError ? add.error.fieldMessage("domain") : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate();
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="Domain" error={refusal}>
        {(control) => (
          <Input
            {...control}
            value={domain}
            autoComplete="off"
            placeholder="mail.company.com"
            onChange={(event) => setDomain(event.target.value)}
          />
        )}
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

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
import { formatPlural } from "#lib/format/number.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { type AddedSuppression, addSuppression } from "#lib/suppressions/queries.ts";
import type { SuppressionKind } from "#lib/suppressions/types.ts";

const KINDS = [
  { value: "email", label: "One address" },
  { value: "domain", label: "A whole recipient domain" },
];

type AddSuppressionDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Adds one address or recipient domain. Adding cannot be taken back here, and the dialog says so. */
export function AddSuppressionDialog({ open, onOpenChange }: AddSuppressionDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add a suppression"
      description="It applies right away, also to queued emails. Only an admin can remove it."
    >
      <AddForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function AddForm({ onDone }: { onDone: () => void }) {
  const client = useQueryClient();
  const [kind, setKind] = useState<SuppressionKind>("email");
  const [value, setValue] = useState("");
  const [note, setNote] = useState("");
  const add = useMutation({
    mutationFn: () => addSuppression({ kind, value: value.trim(), note: note.trim() || undefined }),
    onSuccess: (added) => {
      showToast({ tone: "ok", text: describeAdded(added) });
      void client.invalidateQueries({ queryKey: ["suppressions"] });
      onDone();
    },
  });
  const refusal = add.error instanceof ApiError ? add.error.fieldMessage("value") : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate();
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="What">
        {(control) => (
          <Select
            {...control}
            options={KINDS}
            value={kind}
            onValueChange={(next) => setKind(next as SuppressionKind)}
          />
        )}
      </Field>
      <Field label={kind === "email" ? "Address" : "Domain"} error={refusal}>
        {(control) => (
          <Input
            {...control}
            value={value}
            autoComplete="off"
            placeholder={kind === "email" ? "name@company.com" : "company.com"}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </Field>
      <Field label="Note" optional hint="Saved in the audit log.">
        {(control) => (
          <Input {...control} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
      {add.error && !refusal ? (
        <Banner tone="bad" role="alert">
          {add.error.message}
        </Banner>
      ) : null}
      <DialogButtons onCancel={onDone} busy={add.isPending} confirmLabel="Add" />
    </form>
  );
}

function describeAdded({ value, is_new, cancelled_sends }: AddedSuppression): string {
  if (!is_new) return `${value} was suppressed already.`;
  if (cancelled_sends === 0) return `${value} is suppressed.`;
  return `${value} is suppressed; ${formatPlural(cancelled_sends, "waiting email")} cancelled.`;
}

"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormFailure } from "#components/account/form-failure.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type PeoplesStatus, peoplesStatuses } from "#lib/prospects/types.ts";
import { prospectStatusWord } from "./prospect-words.ts";

type StatusDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  status: string;
  onConfirm: (status: PeoplesStatus) => Promise<unknown>;
};

/** Says how far the sale has come. */
export function StatusDialog({ open, onOpenChange, status, onConfirm }: StatusDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Set the status"
      description="The sequence ends and what is queued is cancelled. It can be undone for 15 minutes."
    >
      <StatusForm status={status} onConfirm={onConfirm} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

type StatusFormProps = Pick<StatusDialogProps, "status" | "onConfirm"> & { onDone: () => void };

function StatusForm({ status, onConfirm, onDone }: StatusFormProps) {
  const choices = peoplesStatuses.filter((other) => other !== status);
  const [chosen, setChosen] = useState<PeoplesStatus>(choices[0] ?? "lost");
  const save = useMutation({ mutationFn: onConfirm, onSuccess: onDone });

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(chosen);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="Status">
        {(control) => (
          <Select
            {...control}
            options={choices.map((value) => ({ value, label: prospectStatusWord(value).label }))}
            value={chosen}
            onValueChange={(value) => setChosen(value as PeoplesStatus)}
          />
        )}
      </Field>
      <FormFailure message={save.error?.message} />
      <DialogButtons onCancel={onDone} busy={save.isPending} confirmLabel="Set the status" />
    </form>
  );
}

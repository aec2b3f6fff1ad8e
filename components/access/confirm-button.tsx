"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormFailure } from "#components/account/form-failure.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";

type ConfirmButtonProps = {
  /** What the button does, and whom it concerns for those who hear it alone. */
  label: string;
  about: string;
  title: string;
  text: string;
  /** Does the work; the dialog stays open and shows what it throws. */
  run: () => Promise<unknown>;
};

/** A button that says what it does before it does it. */
export function ConfirmButton({ label, about, title, text, run }: ConfirmButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="danger" onClick={() => setOpen(true)}>
        {label}…<span className="sr-only"> {about}</span>
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={title} description={text}>
        <ConfirmForm label={label} run={run} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

type ConfirmFormProps = Pick<ConfirmButtonProps, "label" | "run"> & { onDone: () => void };

function ConfirmForm({ label, run, onDone }: ConfirmFormProps) {
  const work = useMutation({ mutationFn: run, onSuccess: onDone });

  function submit(event: FormEvent) {
    event.preventDefault();
    work.mutate();
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormFailure message={work.error?.message} />
      <DialogButtons onCancel={onDone} confirmLabel={label} busy={work.isPending} />
    </form>
  );
}

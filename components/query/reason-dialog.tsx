"use client";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { ApiError } from "#lib/query/api-error.ts";

type ReasonDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: string;
  confirmLabel: string;
  isDangerous?: boolean;
  /** For what must not wait for words. */
  isReasonOptional?: boolean;
  /** Does the work; the dialog stays open and shows the error when it throws. */
  onConfirm: (reason: string) => Promise<unknown>;
};

const SHORTEST_REASON = 3;

/** Asks for a reason before something that is recorded in the audit log. */
export function ReasonDialog({ open, onOpenChange, title, description, ...rest }: ReasonDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <ReasonForm {...rest} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

type ReasonFormProps = Omit<ReasonDialogProps, "open" | "onOpenChange" | "title" | "description"> & {
  onDone: () => void;
};

function ReasonForm({ confirmLabel, isDangerous, isReasonOptional = false, onConfirm, onDone }: ReasonFormProps) {
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setFailure(null);
    if (!isReasonOptional && reason.trim().length < SHORTEST_REASON)
      return setError("Enter a reason (a few words). It goes into the audit log.");
    setError(null);
    setBusy(true);
    try {
      await onConfirm(reason.trim());
      onDone();
    } catch (thrown) {
      const refusal = thrown instanceof ApiError ? thrown.fieldMessage("reason") : undefined;
      if (refusal) setError(refusal);
      else setFailure(thrown instanceof Error ? thrown.message : "Something went wrong. Try again.");
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="Reason" optional={isReasonOptional} error={error ?? undefined}>
        {(control) => (
          <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} />
        )}
      </Field>
      {failure ? (
        <Banner tone="bad" role="alert">
          {failure}
        </Banner>
      ) : null}
      <DialogButtons onCancel={onDone} busy={busy} confirmLabel={confirmLabel} isDangerous={isDangerous} />
    </form>
  );
}

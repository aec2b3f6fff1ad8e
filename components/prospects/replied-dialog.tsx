"use client";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ReplyOutcome } from "#lib/prospects/contract-change.ts";

type RepliedDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: (outcome: ReplyOutcome, reason: string) => Promise<unknown>;
};

const OUTCOMES: { value: ReplyOutcome; label: string }[] = [
  { value: "unchanged", label: "Not clear: only stop the sequence" },
  { value: "interested", label: "Interested" },
  { value: "lost", label: "Not interested: lost" },
];

/** Notes a reply that came by telephone or from another address. */
export function RepliedDialog({ open, onOpenChange, onConfirm }: RepliedDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Mark as replied"
      description="For a reply that came another way than by mail to us. The sequence stops and what is queued is cancelled. It can be undone for 15 minutes; after that, return the prospect to the sequence."
    >
      <RepliedForm onConfirm={onConfirm} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function RepliedForm({ onConfirm, onDone }: Pick<RepliedDialogProps, "onConfirm"> & { onDone: () => void }) {
  const [outcome, setOutcome] = useState<ReplyOutcome>("unchanged");
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setFailure(null);
    setBusy(true);
    try {
      await onConfirm(outcome, reason.trim());
      onDone();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "Something went wrong. Try again.");
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="What it said">
        {(control) => (
          <Select
            {...control}
            options={OUTCOMES}
            value={outcome}
            onValueChange={(value) => setOutcome(value as ReplyOutcome)}
          />
        )}
      </Field>
      <Field label="How you know" optional>
        {(control) => (
          <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} />
        )}
      </Field>
      {failure ? (
        <Banner tone="bad" role="alert">
          {failure}
        </Banner>
      ) : null}
      <DialogButtons onCancel={onDone} busy={busy} confirmLabel="Mark as replied" />
    </form>
  );
}

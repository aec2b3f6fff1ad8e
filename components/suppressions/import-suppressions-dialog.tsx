"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { FileInput } from "#components/ui/file-input.tsx";
import { ApiError } from "#lib/query/api-error.ts";
import type { SuppressionsImported } from "#lib/suppressions/contract-change.ts";
import { importSuppressions } from "#lib/suppressions/queries.ts";
import { ImportedCounts } from "./imported-counts.tsx";

type ImportSuppressionsDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Takes in a list from elsewhere, and says what came of each of its rows. */
export function ImportSuppressionsDialog({ open, onOpenChange }: ImportSuppressionsDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Import suppressions"
      description="A CSV file with a column named value, email or domain. Each row applies right away, also to queued emails."
    >
      <ImportForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function ImportForm({ onDone }: { onDone: () => void }) {
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const upload = useMutation({
    mutationFn: importSuppressions,
    // what was taken in before an upload broke off holds, too
    onSettled: () => client.invalidateQueries({ queryKey: ["suppressions"] }),
  });
  const refusal = upload.error instanceof ApiError ? upload.error.fieldMessage("file") : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsMissing(!file);
    if (file) upload.mutate(file);
  }

  if (upload.data) return <Result counts={upload.data} onDone={onDone} />;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="CSV file" error={refusal ?? (isMissing ? "Choose a file." : undefined)} hint="Up to 16 MiB.">
        {(control) => <FileInput {...control} accept=".csv,text/csv" onFileChange={setFile} />}
      </Field>
      {upload.error && !refusal ? (
        <Banner tone="bad" role="alert">
          {upload.error.message} What was taken in before holds; the same file may be sent again.
        </Banner>
      ) : null}
      <DialogButtons onCancel={onDone} busy={upload.isPending} confirmLabel="Import" />
    </form>
  );
}

function Result({ counts, onDone }: { counts: SuppressionsImported; onDone: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <ImportedCounts counts={counts} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}

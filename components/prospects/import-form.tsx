"use client";
import { useMutation } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { startImport } from "#lib/prospects/queries.ts";
import { type ImportMode, importFields } from "#lib/prospects/types.ts";
import { ApiError } from "#lib/query/api-error.ts";

const MODES = [
  { value: "insert", label: "Leave existing prospects as they are" },
  { value: "update", label: "Fill empty fields of existing prospects" },
];

/** Chooses a file and sends it. */
export function ImportForm({ onStarted }: { onStarted: (importId: string) => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<ImportMode>("insert");
  const [missing, setMissing] = useState(false);
  const upload = useMutation({
    mutationFn: (chosen: File) => startImport(chosen, mode),
    onSuccess: ({ import_id }) => onStarted(import_id),
  });
  const refusal = upload.error instanceof ApiError ? upload.error.fieldMessage("file") : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(!file);
    if (file) upload.mutate(file);
  }

  return (
    <Card title="Upload">
      <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-5">
        <Field
          label="CSV file"
          error={refusal ?? (missing ? "Choose a file." : undefined)}
          hint={`Known columns: ${importFields.join(", ")}. Other columns are kept and can be used in templates.`}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".csv,text/csv"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
              className="min-h-9 w-full rounded-md border border-line-strong bg-surface text-ink-muted file:mr-3 file:min-h-9 file:border-0 file:bg-sunken file:px-3 file:font-medium file:text-ink aria-invalid:border-bad"
            />
          )}
        </Field>
        <Field label="Prospects that exist already">
          {(control) => (
            <Select {...control} options={MODES} value={mode} onValueChange={(value) => setMode(value as ImportMode)} />
          )}
        </Field>
        {upload.error && !refusal ? (
          <Banner tone="bad" role="alert">
            {upload.error.message}
          </Banner>
        ) : null}
        <div>
          <Button
            type="submit"
            variant="primary"
            busy={upload.isPending}
            icon={<Upload aria-hidden="true" className="size-4" />}
          >
            {upload.isPending ? "Uploading" : "Import"}
          </Button>
        </div>
      </form>
    </Card>
  );
}

"use client";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { RadioField } from "#components/ui/radio-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { campaignChoicesQuery } from "#lib/prospects/queries-list.ts";
import { ImportFailure, refusalOf } from "./import-failure.tsx";
import { openCampaignOptions } from "./open-campaigns.ts";
import type { ImportFlowState } from "./use-import-flow.ts";

const MODES = [
  { value: "insert", label: "Leave them as they are" },
  { value: "update", label: "Fill their empty fields", hint: "Nothing that is there already is overwritten." },
] as const;

/** Which file, what to do about prospects that exist already, and which campaign the new ones join. */
export function ImportFileStep({ flow }: { flow: ImportFlowState }) {
  const { file, chooseFile, mode, changeMode, campaignId, setCampaignId, detect, readColumns } = flow;
  const [isMissing, setMissing] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(!file);
    readColumns();
  }

  return (
    <Card title="Choose a file">
      <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-5">
        <Field
          label="CSV file"
          error={refusalOf(detect.error) ?? (isMissing && !file ? "Choose a file." : undefined)}
          hint={
            file
              ? `Chosen: ${file.name}`
              : "With a header row, up to 256 MiB. Commas, semicolons and tabs, and every usual encoding are understood."
          }
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".csv,.tsv,.txt,text/csv"
              onChange={(event) => chooseFile(event.target.files?.[0] ?? null)}
              className="min-h-9 w-full rounded-md border border-line-strong bg-surface text-ink-muted file:mr-3 file:min-h-9 file:border-0 file:bg-sunken file:px-3 file:font-medium file:text-ink aria-invalid:border-bad"
            />
          )}
        </Field>
        <RadioField label="Prospects that exist already" options={MODES} value={mode} onValueChange={changeMode} />
        <CampaignField value={campaignId} onChange={setCampaignId} />
        <ImportFailure error={detect.error} />
        <div>
          <Button type="submit" variant="primary" busy={detect.isPending}>
            Continue
          </Button>
        </div>
      </form>
    </Card>
  );
}

type CampaignFieldProps = { value: string | null; onChange: (campaignId: string | null) => void };

function CampaignField({ value, onChange }: CampaignFieldProps) {
  const open = openCampaignOptions(useQuery(campaignChoicesQuery).data?.items ?? []);
  const options = [{ value: "", label: "The one whose targets they match" }, ...open];
  return (
    <Field label="Campaign of new prospects" hint="Prospects that exist already stay where they are.">
      {(control) => (
        <Select
          {...control}
          options={options}
          value={value ?? ""}
          onValueChange={(id) => onChange(id === "" ? null : id)}
          className="max-w-md"
        />
      )}
    </Field>
  );
}

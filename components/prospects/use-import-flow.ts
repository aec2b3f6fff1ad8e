"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportPreview } from "#lib/prospects/contract-preview.ts";
import { importsQuery, previewImport, startImport } from "#lib/prospects/queries.ts";
import type { ColumnChoice, ImportMode } from "#lib/prospects/types.ts";

/** Enough of a file for its titles and some samples: looking at the columns need not wait for all of it. */
const DETECTED_BYTES = 64 * 1_024;

type Column = ImportPreview["columns"][number];

/** From a file to an import that has begun: the columns are looked at, chosen and checked before anything is stored. */
export function useImportFlow(onStarted: (importId: string) => void) {
  const client = useQueryClient();
  const [step, setStep] = useState<"file" | "columns" | "check">("file");
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<ImportMode>("insert");
  const [campaignId, setCampaignId] = useState<string | null>(null);
  const [columns, setColumns] = useState<readonly Column[]>([]);
  const options = { mode, columns: columns.map(({ choice }) => choice) };

  const detect = useMutation({
    mutationFn: (chosen: File) => previewImport(chosen.slice(0, DETECTED_BYTES)),
    onSuccess: (found) => {
      setColumns(found.columns);
      setStep("columns");
    },
  });
  const check = useMutation({
    mutationFn: (chosen: File) => previewImport(chosen, options),
    onSuccess: ({ problem }) => problem === null && setStep("check"),
  });
  const start = useMutation({
    mutationFn: (chosen: File) => startImport(chosen, { ...options, campaignId }),
    onSuccess: async ({ import_id }) => {
      onStarted(import_id);
      await client.invalidateQueries({ queryKey: importsQuery.queryKey });
    },
  });

  function choose(index: number, choice: ColumnChoice): void {
    check.reset();
    setColumns(columns.map((column, at) => (at === index ? { ...column, choice } : column)));
  }
  function chooseFile(chosen: File | null): void {
    detect.reset();
    check.reset();
    setFile(chosen);
  }
  return {
    step,
    setStep,
    file,
    chooseFile,
    mode,
    setMode,
    campaignId,
    setCampaignId,
    columns,
    choose,
    detect,
    check,
    start,
  };
}

export type ImportFlowState = ReturnType<typeof useImportFlow>;

"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLeaveWarning } from "#components/query/use-leave-warning.ts";
import type { ImportPreview } from "#lib/prospects/contract-preview.ts";
import { importsQuery, previewImport, startImport } from "#lib/prospects/queries.ts";
import type { ColumnChoice, ImportMode } from "#lib/prospects/types.ts";
import { useImportStep } from "./use-import-step.ts";

/** Enough of a file for its titles and some samples: looking at the columns need not wait for all of it. */
const DETECTED_BYTES = 64 * 1_024;

type Column = ImportPreview["columns"][number];

/**
 * From a file to an import that has begun: the columns are looked at, chosen and checked before anything is stored. The step is in the
 * URL, so that Back and Forward go from one to the next; the file is not, and is asked for again after a reload.
 */
export function useImportFlow() {
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<ImportMode>("insert");
  const [campaignId, setCampaignId] = useState<string | null>(null);
  const [columns, setColumns] = useState<readonly Column[]>([]);
  const options = { mode, columns: columns.map(({ choice }) => choice) };

  const detect = useMutation({ mutationFn: (chosen: File) => previewImport(chosen.slice(0, DETECTED_BYTES)) });
  const check = useMutation({ mutationFn: (chosen: File) => previewImport(chosen, options) });
  const start = useMutation({
    mutationFn: (chosen: File) => startImport(chosen, { ...options, campaignId }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: importsQuery.queryKey });
    },
  });

  const { step, ...url } = useImportStep({
    hasColumns: columns.length > 0,
    hasCheck: check.data?.problem === null,
  });
  useLeaveWarning(file !== null && !start.isSuccess);

  function chooseFile(chosen: File | null): void {
    detect.reset();
    check.reset();
    start.reset();
    setColumns([]);
    setFile(chosen);
  }
  function changeMode(wanted: ImportMode): void {
    check.reset();
    setMode(wanted);
  }
  function choose(index: number, choice: ColumnChoice): void {
    check.reset();
    setColumns(columns.map((column, at) => (at === index ? { ...column, choice } : column)));
  }
  /** Once they are known they stay as somebody chose them. */
  function readColumns(): void {
    if (columns.length > 0) url.goOn("file", "columns");
    else if (file)
      detect.mutate(file, {
        onSuccess: (found) => {
          setColumns(found.columns);
          url.goOn("file", "columns");
        },
      });
  }
  function checkFile(): void {
    start.reset();
    if (file) check.mutate(file, { onSuccess: ({ problem }) => problem === null && url.goOn("columns", "check") });
  }
  function begin(): void {
    if (file) start.mutate(file, { onSuccess: ({ import_id }) => url.follow(import_id) });
  }
  function restart(): void {
    chooseFile(null);
    setMode("insert");
    setCampaignId(null);
    url.goToFile();
  }
  return {
    step,
    goBack: () => window.history.back(),
    file,
    chooseFile,
    mode,
    changeMode,
    campaignId,
    setCampaignId,
    columns,
    choose,
    detect,
    readColumns,
    check,
    checkFile,
    start,
    begin,
    restart,
  };
}

export type ImportFlowState = ReturnType<typeof useImportFlow>;

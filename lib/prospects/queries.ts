import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { ImportMode, ImportResult } from "./types.ts";

/** An import as GET /api/prospects/imports/{id} answers it (SPEC §12). */
export type ImportProgress = {
  id: string;
  filename: string;
  mode: ImportMode;
  status: "receiving" | "running" | "done" | "failed";
  total_rows: number;
  done_rows: number;
  counts: Partial<Record<ImportResult, number>>;
  error: string | null;
  created_by: string | null;
  created_at: string;
  finished_at: string | null;
};

const IMPORTS = "/api/prospects/imports";

export function importQuery(id: string) {
  return {
    queryKey: ["imports", id] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<ImportProgress>(`${IMPORTS}/${id}`, { signal }),
  };
}

export const importsQuery = {
  queryKey: ["imports"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    fetchJson<{ items: ImportProgress[]; next_cursor: string | null }>(withQuery(IMPORTS, { limit: 10 }), { signal }),
};

/** Uploads a CSV file. @throws ApiError 400 with what is wrong with the file, 413 when it is too large */
export function startImport(file: File, mode: ImportMode): Promise<{ import_id: string }> {
  const body = new FormData();
  body.set("file", file);
  return fetchJson(withQuery(IMPORTS, { mode }), { method: "POST", body });
}

/** Where the CSV with each row's result is downloaded. */
export function importReportUrl(id: string): string {
  return `${IMPORTS}/${id}/report.csv`;
}

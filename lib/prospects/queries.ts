import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { ImportItem } from "./contract.ts";
import type { ProspectDetail } from "./contract-detail.ts";
import type { ImportPreview } from "./contract-preview.ts";
import type { ColumnChoice, ImportMode } from "./types.ts";

type Signal = { signal: AbortSignal };

const IMPORTS = "/api/prospects/imports";

export function importQuery(id: string) {
  return {
    queryKey: ["imports", id] as const,
    queryFn: ({ signal }: Signal) => fetchJson<ImportItem>(`${IMPORTS}/${id}`, { signal }),
  };
}

export const importsQuery = {
  queryKey: ["imports"] as const,
  queryFn: ({ signal }: Signal) =>
    fetchJson<{ items: ImportItem[]; next_cursor: string | null }>(withQuery(IMPORTS, { limit: 10 }), { signal }),
};

type UploadOptions = { mode: ImportMode; columns: readonly ColumnChoice[] };
/** `campaignId` null: new prospects join the campaign whose targets they match. */
type StartOptions = UploadOptions & { campaignId?: string | null };

/** Uploads a CSV file. @throws ApiError 400 with what is wrong with the file, 413 when it is too large */
export function startImport(
  file: File,
  { mode, columns, campaignId = null }: StartOptions,
): Promise<{ import_id: string }> {
  const query = { mode, columns: columns.join(","), campaign_id: campaignId };
  return fetchJson(withQuery(IMPORTS, query), { method: "POST", body: formOf(file) });
}

/** What an import of the file would do; without `columns` they are what their titles say. @throws ApiError as startImport */
export function previewImport(file: Blob, { mode, columns }: Partial<UploadOptions> = {}): Promise<ImportPreview> {
  const query = { mode: mode ?? null, columns: columns?.join(",") ?? null };
  return fetchJson(withQuery(`${IMPORTS}/preview`, query), { method: "POST", body: formOf(file) });
}

function formOf(file: Blob): FormData {
  const body = new FormData();
  body.set("file", file);
  return body;
}

/** Where the CSV with each row's result is downloaded. */
export function importReportUrl(id: string): string {
  return `${IMPORTS}/${id}/report.csv`;
}

export function prospectQuery(id: string) {
  return {
    queryKey: ["prospect", id] as const,
    queryFn: ({ signal }: Signal) => fetchJson<ProspectDetail>(`/api/prospects/${encodeURIComponent(id)}`, { signal }),
  };
}

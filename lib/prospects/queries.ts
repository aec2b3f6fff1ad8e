import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { ImportItem } from "./contract.ts";
import type { ProspectDetail } from "./contract-detail.ts";
import type { ImportMode } from "./types.ts";

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

export function prospectQuery(id: string) {
  return {
    queryKey: ["prospect", id] as const,
    queryFn: ({ signal }: Signal) => fetchJson<ProspectDetail>(`/api/prospects/${encodeURIComponent(id)}`, { signal }),
  };
}

import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import { saveFile } from "#lib/query/save-file.ts";
import type { SuppressionItem } from "./contract.ts";
import type { SuppressionsImported } from "./contract-change.ts";
import type { SuppressionKind } from "./types.ts";

export type SuppressionFilter = { q: string | null; kind: string | null; reason: string | null };

export function suppressionsQuery(filter: SuppressionFilter, cursor: string | null) {
  return {
    queryKey: ["suppressions", filter, cursor] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      fetchJson<{ items: SuppressionItem[]; next_cursor: string | null }>(
        withQuery("/api/suppressions", { ...filter, cursor, limit: 50 }),
        { signal },
      ),
  };
}

export function suppressionCountQuery(filter: SuppressionFilter) {
  return {
    queryKey: ["suppressions", "count", filter] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      fetchJson<{ count: number; at_least: boolean }>(withQuery("/api/suppressions/count", filter), { signal }),
  };
}

export type NewSuppression = { kind: SuppressionKind; value: string; note?: string };
export type AddedSuppression = { kind: SuppressionKind; value: string; is_new: boolean; cancelled_sends: number };

/** Adds a suppression for good. @throws ApiError 400 at the field `value` when it is no address or domain */
export function addSuppression(entry: NewSuppression): Promise<AddedSuppression> {
  return fetchJson("/api/suppressions", { method: "POST", body: entry, idempotencyKey: crypto.randomUUID() });
}

/** Lifts a suppression. @throws ApiError 403 below admin, 409 for who asked for it themselves */
export function removeSuppression(id: string, reason: string): Promise<void> {
  return fetchJson(`/api/suppressions/${id}/remove`, { method: "POST", body: { reason } });
}

/** Suppresses every address and domain of a CSV file. @throws ApiError 400 at the field `file` when no column holds them */
export function importSuppressions(file: File): Promise<SuppressionsImported> {
  const body = new FormData();
  body.append("file", file);
  return fetchJson("/api/suppressions/import", { method: "POST", body });
}

/** Has the browser save those that fit as CSV. */
export function exportSuppressions(filter: SuppressionFilter): Promise<void> {
  return saveFile(withQuery("/api/suppressions/export", filter));
}

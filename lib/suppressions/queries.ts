import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { SuppressionKind } from "./types.ts";

/** A suppression as GET /api/suppressions lists it. */
export type SuppressionItem = {
  id: string;
  kind: SuppressionKind;
  value: string;
  reason: string;
  source: string;
  created_at: string;
};

export type SuppressionFilter = { q: string | null; kind: string | null };

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

/** Adds a suppression for good. @throws ApiError 400 at the field `value` when it is no address or domain */
export function addSuppression(entry: { kind: SuppressionKind; value: string }): Promise<SuppressionItem> {
  return fetchJson("/api/suppressions", { method: "POST", body: entry, idempotencyKey: crypto.randomUUID() });
}

import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { SuppressionItem } from "./contract.ts";
import type { SuppressionKind } from "./types.ts";

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

export type NewSuppression = { kind: SuppressionKind; value: string; note?: string };
export type AddedSuppression = { kind: SuppressionKind; value: string; is_new: boolean; cancelled_sends: number };

/** Adds a suppression for good. @throws ApiError 400 at the field `value` when it is no address or domain */
export function addSuppression(entry: NewSuppression): Promise<AddedSuppression> {
  return fetchJson("/api/suppressions", { method: "POST", body: entry, idempotencyKey: crypto.randomUUID() });
}

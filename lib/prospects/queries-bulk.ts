import { fetchJson } from "#lib/query/fetch-json.ts";
import type { BulkBody, BulkPreview, BulkResult } from "./contract-bulk.ts";
import type { ProspectFilter } from "./queries-list.ts";

/** Which prospects are selected: one by one, or all that fit. */
export type BulkWhich = { ids: readonly string[] } | { filter: ProspectFilter };
export type BulkChoice = Pick<BulkBody, "action" | "owner_id" | "campaign_id" | "reason">;

/**
 * What the change would do, as it is told when it is asked about: the ids stay the same until they are confirmed.
 * @throws ApiError 409 when too many fit
 */
export function bulkPreviewQuery(which: BulkWhich, choice: Omit<BulkChoice, "reason">) {
  const body = { ...choice, ...("ids" in which ? { ids: which.ids } : { filter: filterBody(which.filter) }) };
  return {
    queryKey: ["prospect-bulk-preview", body] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      fetchJson<BulkPreview>("/api/prospects/bulk/preview", { method: "POST", body, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  };
}

/**
 * Does one thing to many prospects.
 * @param idempotencyKey the same for every try of one confirmed change
 */
export function changeTogether(
  body: BulkChoice & { ids: readonly string[] },
  idempotencyKey: string,
): Promise<BulkResult> {
  return fetchJson("/api/prospects/bulk", { method: "POST", body, idempotencyKey });
}

/** The filters that are set, numbers as numbers. */
function filterBody(filter: ProspectFilter): Record<string, string | number> {
  const entries = Object.entries(filter).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === "step" || key === "cycle" ? Number(value) : value]),
  );
}

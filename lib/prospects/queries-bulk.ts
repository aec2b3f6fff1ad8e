import { fetchJson } from "#lib/query/fetch-json.ts";
import type { BulkBody, BulkResult } from "./contract-bulk.ts";
import type { ProspectFilter } from "./queries-list.ts";

type Which = { ids: readonly string[] } | { filter: ProspectFilter; expected_count: number };
export type BulkChoice = Pick<BulkBody, "action" | "owner_id" | "campaign_id" | "reason">;

/**
 * Does one thing to many prospects.
 * @param idempotencyKey the same for every try of one confirmed change
 * @throws ApiError 409 when another number than `expected_count` fits by now
 */
export function changeTogether(which: Which, choice: BulkChoice, idempotencyKey: string): Promise<BulkResult> {
  const body =
    "ids" in which ? { ...choice, ids: which.ids } : { ...choice, ...which, filter: filterBody(which.filter) };
  return fetchJson("/api/prospects/bulk", { method: "POST", body, idempotencyKey });
}

/** The filters that are set, numbers as numbers. */
function filterBody(filter: ProspectFilter): Record<string, string | number> {
  const entries = Object.entries(filter).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === "step" || key === "cycle" ? Number(value) : value]),
  );
}

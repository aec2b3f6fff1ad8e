import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { CampaignTargets, CampaignView, CreateCampaignBody, TargetsBody, UpdateCampaignBody } from "./contract.ts";
import type { CadencePreview } from "./contract-cadence.ts";
import type { CampaignResults } from "./contract-results.ts";

type Signal = { signal: AbortSignal };

const CAMPAIGNS = "/api/campaigns";

/** `archived` null: both kinds. */
export type CampaignFilter = { q: string | null; status: string | null; archived: boolean | null };

export function campaignsQuery(filter: CampaignFilter, cursor: string | null) {
  return {
    queryKey: ["campaigns", filter, cursor] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<{ items: CampaignView[]; next_cursor: string | null }>(
        withQuery(CAMPAIGNS, { ...filter, archived: filter.archived?.toString(), cursor, limit: 50 }),
        { signal },
      ),
  };
}

export function campaignQuery(id: string) {
  return {
    queryKey: ["campaign", id] as const,
    queryFn: ({ signal }: Signal) => fetchJson<CampaignView>(`${CAMPAIGNS}/${encodeURIComponent(id)}`, { signal }),
  };
}

/** What its mail came to, step by step. */
export function campaignResultsQuery(id: string) {
  return {
    queryKey: ["campaign", id, "results"] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<CampaignResults>(`${CAMPAIGNS}/${encodeURIComponent(id)}/results`, { signal }),
  };
}

/** Makes a draft; the same key makes no second one. @throws ApiError 400 and 409 with the refused fields */
export function createCampaign(body: CreateCampaignBody, idempotencyKey: string): Promise<CampaignView> {
  return fetchJson(CAMPAIGNS, { method: "POST", body, idempotencyKey });
}

/** @throws ApiError 400 and 409 with the refused fields; 409 `version_conflict` with `current` */
export function updateCampaign(id: string, body: UpdateCampaignBody): Promise<CampaignView> {
  return fetchJson(`${CAMPAIGNS}/${id}`, { method: "PATCH", body });
}

export type CampaignMove = "active" | "paused" | "completed" | "archived";

/** @throws ApiError 409 when somebody was faster, or for a move that there is not */
export function moveCampaign({ id, version }: CampaignView, status: CampaignMove): Promise<CampaignView> {
  return fetchJson(`${CAMPAIGNS}/${id}/status`, { method: "POST", body: { version, status } });
}

/** Whom trades and locations mean, saved or not. */
export function targetsQuery(targets: TargetsBody) {
  return {
    queryKey: ["campaign-targets", targets] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<CampaignTargets>(`${CAMPAIGNS}/targets`, { method: "POST", body: targets, signal }),
  };
}

/** When the steps would go out. `delays`: hours before step 2, 3 …, empty for the tenant's own; null for the tenant's own steps. */
export function cadenceQuery(delays: readonly string[] | null) {
  return {
    queryKey: ["campaign-cadence", delays] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<CadencePreview>(
        withQuery(`${CAMPAIGNS}/cadence`, { delays: delays?.map((hours) => `,${hours}`).join("") }),
        { signal },
      ),
  };
}

import { fetchAllPages } from "#lib/query/fetch-all-pages.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { AlertView } from "./contract.ts";
import type {
  CreateRecipientBody,
  CreateWebhookBody,
  DeliveryView,
  RecipientView,
  UpdateRecipientBody,
  UpdateWebhookBody,
  WebhookView,
  WebhookWithSecret,
} from "./contract-delivery.ts";

type Signal = { signal: AbortSignal };
type PageOf<Item> = { items: Item[]; next_cursor: string | null };

export const ALERTS_POLL_MS = 20_000;

/** What is open, the 200 newest: there are never as many, or one cause is behind most of them. */
export const openAlertsQuery = {
  queryKey: ["alerts", "open"] as const,
  queryFn: ({ signal }: Signal) =>
    fetchJson<PageOf<AlertView>>(withQuery("/api/alerts", { status: "open", limit: 200 }), { signal }),
  refetchInterval: ALERTS_POLL_MS,
};

export type AlertHistoryFilter = { kind: string | null; severity: string | null };

/** Alerts that are over, newest first. */
export function alertHistoryQuery(filter: AlertHistoryFilter, cursor: string | null) {
  return {
    queryKey: ["alerts", "closed", filter, cursor] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<PageOf<AlertView>>(withQuery("/api/alerts", { ...filter, status: "closed", cursor, limit: 25 }), {
        signal,
      }),
  };
}

export function alertQuery(id: string) {
  return {
    queryKey: ["alerts", "one", id] as const,
    queryFn: ({ signal }: Signal) => fetchJson<AlertView>(`/api/alerts/${encodeURIComponent(id)}`, { signal }),
  };
}

/** @throws ApiError 409 when the alert is over */
export function acknowledgeAlert(id: string): Promise<AlertView> {
  return fetchJson(`/api/alerts/${id}/acknowledge`, { method: "POST", body: {} });
}

/** Takes an acknowledgement back. @throws ApiError 409 when the alert is over */
export function withdrawAcknowledgement(id: string): Promise<AlertView> {
  return fetchJson(`/api/alerts/${id}/acknowledge`, { method: "DELETE" });
}

/** @throws ApiError 409 when the alert is over */
export function snoozeAlert(id: string, hours: number | null): Promise<AlertView> {
  return fetchJson(`/api/alerts/${id}/snooze`, { method: "POST", body: { hours } });
}

export const webhooksQuery = {
  queryKey: ["outgoing-webhooks"] as const,
  queryFn: ({ signal }: Signal) => fetchAllPages<WebhookView>("/api/outgoing-webhooks", signal),
};

/** @throws ApiError 400 by field */
export function createWebhook(body: CreateWebhookBody): Promise<WebhookWithSecret> {
  return fetchJson("/api/outgoing-webhooks", { method: "POST", body });
}

/** @throws ApiError 400 by field, 409 when it was changed meanwhile */
export function updateWebhook(id: string, body: UpdateWebhookBody): Promise<WebhookView> {
  return fetchJson(`/api/outgoing-webhooks/${id}`, { method: "PATCH", body });
}

export function removeWebhook(id: string): Promise<void> {
  return fetchJson(`/api/outgoing-webhooks/${id}`, { method: "DELETE" });
}

export function rotateWebhookSecret(id: string): Promise<WebhookWithSecret> {
  return fetchJson(`/api/outgoing-webhooks/${id}/rotate-secret`, { method: "POST", body: {} });
}

/** Posts a test notice now and answers what came of it. */
export function testWebhook(id: string): Promise<DeliveryView> {
  return fetchJson(`/api/outgoing-webhooks/${id}/test`, { method: "POST", body: {} });
}

/** The last deliveries to an outgoing webhook. */
export function deliveriesQuery(id: string) {
  return {
    queryKey: ["outgoing-webhooks", id, "deliveries"] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<PageOf<DeliveryView>>(`/api/outgoing-webhooks/${id}/deliveries?limit=20`, { signal }),
    refetchInterval: ALERTS_POLL_MS,
  };
}

export const recipientsQuery = {
  queryKey: ["alert-recipients"] as const,
  queryFn: ({ signal }: Signal) =>
    fetchJson<PageOf<RecipientView> & { is_email_on: boolean }>("/api/alert-recipients?limit=200", { signal }),
};

/** @throws ApiError 400 or 409 at `email` */
export function addRecipient(body: CreateRecipientBody): Promise<RecipientView> {
  return fetchJson("/api/alert-recipients", { method: "POST", body, idempotencyKey: crypto.randomUUID() });
}

/** Changes what somebody gets. @throws ApiError 400 by field, 403 below admin */
export function changeRecipient(id: string, body: UpdateRecipientBody): Promise<RecipientView> {
  return fetchJson(`/api/alert-recipients/${id}`, { method: "PATCH", body });
}

export function removeRecipient(id: string): Promise<void> {
  return fetchJson(`/api/alert-recipients/${id}`, { method: "DELETE" });
}

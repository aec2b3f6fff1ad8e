import { fetchAllPages } from "#lib/query/fetch-all-pages.ts";
import { fetchJson, fetchTagged } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import { saveFile } from "#lib/query/save-file.ts";
import type { BulkMailboxBody, BulkMailboxResult, MailboxSetUps } from "./contract-bulk.ts";
import type { ConnectionView, CreateConnectionBody, UpdateConnectionBody } from "./contract-connection.ts";
import type { DomainView } from "./contract-domain.ts";
import type {
  CheckMailboxBody,
  CreateMailboxBody,
  MailboxCheck,
  MailboxView,
  UpdateMailboxBody,
} from "./contract-mailbox.ts";

type Signal = { signal: AbortSignal };

/** What people set up changes seldom; health is polled on its own. */
const PLACES_POLL_MS = 60_000;

export const domainsQuery = {
  queryKey: ["domains"] as const,
  queryFn: ({ signal }: Signal) => fetchAllPages<DomainView>("/api/domains", signal),
  refetchInterval: PLACES_POLL_MS,
};

const fetchSetUps = fetchTagged<MailboxSetUps>("/api/mailboxes/bulk");

/** Every mailbox in one answer, the same object until something changes. */
export const mailboxesQuery = {
  queryKey: ["mailboxes"] as const,
  queryFn: async ({ signal }: Signal) => (await fetchSetUps(signal)).items,
  structuralSharing: false,
  refetchInterval: PLACES_POLL_MS,
};

type PageOf<Item> = { items: Item[]; next_cursor: string | null };

/** A page of the sending domains that were put away, by name; `search` is part of it, empty for all. */
export function archivedDomainsQuery(search: string, cursor: string | null) {
  return archivedQuery<DomainView>("domains", search, cursor);
}

/** The same of mailboxes, by address. */
export function archivedMailboxesQuery(search: string, cursor: string | null) {
  return archivedQuery<MailboxView>("mailboxes", search, cursor);
}

function archivedQuery<Item>(place: "domains" | "mailboxes", search: string, cursor: string | null) {
  const url = withQuery(`/api/${place}`, { archived: "true", q: search, cursor });
  return {
    queryKey: [place, "archived", search, cursor] as const,
    queryFn: ({ signal }: Signal) => fetchJson<PageOf<Item>>(url, { signal }),
  };
}

export const connectionsQuery = {
  queryKey: ["connections"] as const,
  queryFn: ({ signal }: Signal) => fetchAllPages<ConnectionView>("/api/connections", signal),
};

export type Place = "domains" | "mailboxes" | "connections";

/** Stops sending from there at once; a reason goes into the audit log. */
export function pausePlace(place: Place, id: string, reason?: string): Promise<unknown> {
  return fetchJson(`/api/${place}/${id}/pause`, { method: "POST", body: { reason } });
}

/** Lets it send again. @throws ApiError 400 without a reason */
export function resumePlace(place: Place, id: string, reason: string): Promise<unknown> {
  return fetchJson(`/api/${place}/${id}/resume`, { method: "POST", body: { reason } });
}

/** Takes it out of use. @throws ApiError 409 while something uses it, or when it was changed meanwhile */
export function archivePlace(place: Place, id: string, version: number): Promise<unknown> {
  return fetchJson(`/api/${place}/${id}/archive`, { method: "POST", body: { version } });
}

/** Also looks the domain's records up. */
export function changeSelectors({ id, version }: DomainView, dkim_selectors: readonly string[]): Promise<DomainView> {
  return fetchJson(`/api/domains/${id}`, { method: "PATCH", body: { version, dkim_selectors } });
}

/** Since when it has been warming up; null starts the warm-up anew. @throws ApiError 400 at its field, 409 when it was changed meanwhile */
export function changeWarmUp({ id, version }: DomainView, warmup_started_at: string | null): Promise<DomainView> {
  return fetchJson(`/api/domains/${id}`, { method: "PATCH", body: { version, warmup_started_at } });
}

/** Also brings an archived one back. @throws ApiError 409 `domain_in_use` when another tenant sends from it */
export function createDomain(domain: string): Promise<DomainView> {
  return fetchJson("/api/domains", { method: "POST", body: { domain }, idempotencyKey: crypto.randomUUID() });
}

/** Also brings an archived one back. @throws ApiError 400 by field, 409 when the address is taken */
export function createMailbox(body: CreateMailboxBody): Promise<MailboxView> {
  return fetchJson("/api/mailboxes", { method: "POST", body, idempotencyKey: crypto.randomUUID() });
}

/** @throws ApiError 400 by field, 409 when it was changed meanwhile */
export function updateMailbox(id: string, body: UpdateMailboxBody): Promise<MailboxView> {
  return fetchJson(`/api/mailboxes/${id}`, { method: "PATCH", body });
}

/** @throws ApiError 403 for a daily limit by who may not change a mailbox */
export function changeMailboxes(body: BulkMailboxBody, idempotencyKey: string): Promise<BulkMailboxResult> {
  return fetchJson("/api/mailboxes/bulk", { method: "POST", body, idempotencyKey });
}

/** Saves these with their health as CSV, in this order. */
export function exportPlaces(place: "domains" | "mailboxes", ids: readonly string[]): Promise<void> {
  return saveFile(`/api/${place}/export`, { ids });
}

export function createConnection(body: CreateConnectionBody): Promise<ConnectionView> {
  return fetchJson("/api/connections", { method: "POST", body, idempotencyKey: crypto.randomUUID() });
}

/** @throws ApiError 400 by field, 409 when it was changed meanwhile */
export function updateConnection(id: string, body: UpdateConnectionBody): Promise<ConnectionView> {
  return fetchJson(`/api/connections/${id}`, { method: "PATCH", body });
}

/** Tries to reach the mail server and sign in there; nothing is sent. */
export function checkConnection(id: string): Promise<{ ok: boolean; detail: string | null }> {
  return fetchJson(`/api/connections/${id}/check`, { method: "POST", body: {} });
}

/** Tries out what a mailbox would send over, before it is saved; nothing is sent. @throws ApiError 400 by field */
export function checkMailbox(body: CheckMailboxBody): Promise<MailboxCheck> {
  return fetchJson("/api/mailboxes/check", { method: "POST", body });
}

import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { ProspectPatch, ReplyOutcome } from "./contract-change.ts";
import type { ProspectDetail } from "./contract-detail.ts";
import type { NoteView, OwnerView } from "./contract-notes.ts";
import type { PeoplesStatus } from "./types.ts";

type Signal = { signal: AbortSignal };
type PageOf<T> = { items: T[]; next_cursor: string | null };

const pathOf = (id: string, part: string) => `/api/prospects/${encodeURIComponent(id)}${part}`;
const post = <T>(id: string, part: string, body?: object) => fetchJson<T>(pathOf(id, part), { method: "POST", body });

export const stopProspect = (id: string) => post<ProspectDetail>(id, "/stop");
export const undoChange = (id: string) => post<ProspectDetail>(id, "/undo");
export const returnProspect = (id: string, reason: string) => post<ProspectDetail>(id, "/return", { reason });
export const verifyProspect = (id: string) => post<{ run_id: string }>(id, "/verify");

/** Ends the sequence by a reply that came another way. */
export function markReplied(id: string, outcome: ReplyOutcome, reason: string): Promise<ProspectDetail> {
  return post(id, "/replied", { outcome, ...(reason === "" ? {} : { reason }) });
}

export function suppressProspect(id: string, reason: string): Promise<ProspectDetail> {
  return post(id, "/suppress", reason === "" ? {} : { reason });
}

/** @throws ApiError 400 by field; 409 when another prospect has the address, with its `prospect_id`, or a field of `base` has changed */
export function changeProspect(id: string, patch: ProspectPatch): Promise<ProspectDetail> {
  return fetchJson(pathOf(id, ""), { method: "PATCH", body: patch });
}

type OwnerChange = {
  /** a member; null for nobody */
  to: string | null;
  /** whom the page showed: when somebody has assigned another since, that is a conflict */
  from: string | null;
};
export const assignOwner = (id: string, { to, from }: OwnerChange) =>
  changeProspect(id, { owner_id: to, base: { owner_id: from } });
export const setStatus = (id: string, status: PeoplesStatus) => changeProspect(id, { status });

export const ownersQuery = {
  queryKey: ["prospect-owners"] as const,
  queryFn: ({ signal }: Signal) =>
    fetchJson<PageOf<OwnerView>>(withQuery("/api/prospects/owners", { limit: 200 }), { signal }),
  staleTime: 60_000,
};

export function notesQuery(id: string) {
  return {
    queryKey: ["prospect-notes", id] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<PageOf<NoteView>>(withQuery(pathOf(id, "/notes"), { limit: 100 }), { signal }),
  };
}

/** @param idempotencyKey the same for every try of one note */
export function addNote(id: string, text: string, idempotencyKey: string): Promise<NoteView> {
  return fetchJson(pathOf(id, "/notes"), { method: "POST", body: { text }, idempotencyKey });
}

export function deleteNote(id: string, noteId: string): Promise<void> {
  return fetchJson(pathOf(id, `/notes/${encodeURIComponent(noteId)}`), { method: "DELETE" });
}

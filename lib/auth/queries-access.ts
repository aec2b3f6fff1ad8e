import { fetchAllPages } from "#lib/query/fetch-all-pages.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";
import type { Role } from "#lib/shared/actor.ts";
import type { ApiKeyView, CreatedApiKeyView } from "./contract.ts";
import type { CreatedInvitationView, InvitationView, MemberView, PasswordResetView } from "./contract-members.ts";

type Signal = { signal: AbortSignal };

export const membersQuery = {
  queryKey: ["members"] as const,
  queryFn: ({ signal }: Signal) => fetchAllPages<MemberView>("/api/members", signal),
};

/** Ends the person's sessions. @throws ApiError 403 above one's own role, 409 for the only owner */
export function giveRole(userId: string, role: Role): Promise<void> {
  return fetchJson(`/api/members/${userId}`, { method: "PATCH", body: { role } });
}

/** @throws ApiError as `giveRole` */
export function endMembership(userId: string): Promise<void> {
  return fetchJson(`/api/members/${userId}`, { method: "DELETE" });
}

/** @throws ApiError 403 above one's own role */
export function signOutEverywhere(userId: string): Promise<{ ended: number }> {
  return fetchJson(`/api/members/${userId}/sign-out`, { method: "POST" });
}

/** The link is in this answer alone. @throws ApiError 403, 409 for somebody of other tenants too */
export function makeResetLink(userId: string, removesTwoFactor: boolean): Promise<PasswordResetView> {
  const body = { remove_two_factor: removesTwoFactor };
  return fetchJson(`/api/members/${userId}/password-reset`, { method: "POST", body });
}

export const invitationsQuery = {
  queryKey: ["invitations"] as const,
  queryFn: ({ signal }: Signal) => fetchAllPages<InvitationView>("/api/invitations", signal),
};

/** The link is in this answer alone. @throws ApiError 400 or 403 by field */
export function invite(body: { email: string; role: Role }): Promise<CreatedInvitationView> {
  return fetchJson("/api/invitations", { method: "POST", body });
}

export function withdrawInvitation(id: string): Promise<void> {
  return fetchJson(`/api/invitations/${id}`, { method: "DELETE" });
}

export const apiKeysQuery = {
  queryKey: ["api-keys"] as const,
  queryFn: ({ signal }: Signal) => fetchAllPages<ApiKeyView>("/api/api-keys", signal),
};

/** The key is in this answer alone. @throws ApiError 400 or 403 by field */
export function makeApiKey(body: { name: string; role: Role; expires_in_days: number }): Promise<CreatedApiKeyView> {
  return fetchJson("/api/api-keys", { method: "POST", body });
}

/** @throws ApiError 403 above one's own role */
export function endApiKey(id: string): Promise<void> {
  return fetchJson(`/api/api-keys/${id}`, { method: "DELETE" });
}

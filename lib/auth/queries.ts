import { fetchJson } from "#lib/query/fetch-json.ts";
import type { MeView } from "./contract.ts";
import type { EnrolmentView, SessionView } from "./contract-account.ts";

type Signal = { signal: AbortSignal };

export const meQuery = {
  queryKey: ["me"] as const,
  queryFn: ({ signal }: Signal) => fetchJson<MeView>("/api/me", { signal }),
};

/** @throws ApiError 400 at `name` */
export function changeName(name: string): Promise<MeView> {
  return fetchJson("/api/me", { method: "PATCH", body: { name } });
}

/** @throws ApiError 400 at `current_password` or `new_password`, 429 after too many wrong ones */
export function changePassword(body: { current_password: string; new_password: string }): Promise<void> {
  return fetchJson("/api/me/password", { method: "POST", body });
}

export const ownSessionsQuery = {
  queryKey: ["me", "sessions"] as const,
  queryFn: ({ signal }: Signal) => fetchJson<{ items: SessionView[] }>("/api/me/sessions", { signal }),
};

/** @throws ApiError 404 for one that has ended already */
export function endSession(id: string): Promise<void> {
  return fetchJson(`/api/me/sessions/${id}`, { method: "DELETE" });
}

export function endOtherSessions(): Promise<{ ended: number }> {
  return fetchJson("/api/me/sessions/end-others", { method: "POST" });
}

export const twoFactorQuery = {
  queryKey: ["me", "two-factor"] as const,
  queryFn: ({ signal }: Signal) => fetchJson<{ is_enabled: boolean }>("/api/me/two-factor", { signal }),
};

/** Secret and backup codes, in force after `confirmTwoFactor`. @throws ApiError 400 at `password` */
export function enrolTwoFactor(password: string): Promise<EnrolmentView> {
  return fetchJson("/api/me/two-factor/enrol", { method: "POST", body: { password } });
}

/** @throws ApiError 400 at `code` */
export function confirmTwoFactor(code: string): Promise<void> {
  return fetchJson("/api/me/two-factor/confirm", { method: "POST", body: { code } });
}

/** @throws ApiError 400 at `password` */
export function disableTwoFactor(password: string): Promise<void> {
  return fetchJson("/api/me/two-factor/disable", { method: "POST", body: { password } });
}

/** Those before are void. @throws ApiError 400 at `password` */
export function renewBackupCodes(password: string): Promise<{ backup_codes: string[] }> {
  return fetchJson("/api/me/two-factor/backup-codes", { method: "POST", body: { password } });
}

import { AppError } from "#lib/errors/app-error.ts";
import { knownRole, type Role } from "#lib/shared/actor.ts";
import { deleteSession, listMemberships, type Membership } from "#lib/tenancy/across-tenants.ts";
import { inSignInData } from "#lib/tenancy/sign-in-data.ts";
import type { AuthService } from "./create-auth.ts";
import { chooseMembership } from "./policy/choose-membership.ts";
import { updateSessionUse } from "./repo-sessions.ts";
import { sessionIdleHours, sessionUseNotedEverySeconds } from "./thresholds.ts";
import { signInUnavailable } from "./unavailable.ts";

export type SessionInfo = {
  sessionId: string;
  userId: string;
  email: string;
  name: string;
  tenantId: string;
  tenantName: string;
  isDemo: boolean;
  role: Role;
  /** every tenant the person belongs to, first joined first */
  memberships: (Omit<Membership, "role"> & { role: Role })[];
  hasTwoFactor: boolean;
};

/**
 * The signed-in person behind a session cookie, with the tenant the session works in; null when there is no valid session.
 * @throws AppError forbidden for a person who belongs to no tenant any more; dependency_unavailable when sessions cannot be read,
 * which must not look like signed out
 */
export async function readSession(
  service: Pick<AuthService, "api" | "db">,
  headers: Headers,
): Promise<SessionInfo | null> {
  if (!headers.get("cookie")) return null;
  const found = await service.api.getSession({ headers }).catch((cause: unknown) => {
    throw signInUnavailable(cause);
  });
  if (!found || !(await keepAlive(service.db, found.session))) return null;
  const memberships = (await listMemberships(service.db, found.user.id)).map((row) => ({
    ...row,
    role: knownRole(row.role),
  }));
  const current = chooseMembership(memberships, found.session.activeTenantId ?? null);
  if (!current) throw new AppError("forbidden", "Your account belongs to no tenant: ask an admin to add you to one.");
  return {
    sessionId: found.session.id,
    userId: found.user.id,
    email: found.user.email,
    name: found.user.name,
    tenantId: current.tenantId,
    tenantName: current.tenantName,
    isDemo: current.isDemo,
    role: current.role,
    memberships,
    hasTwoFactor: found.user.twoFactorEnabled === true,
  };
}

/** Ends a session that lay unused for too long; of another it notes the use. False for one that has ended. */
async function keepAlive(
  db: AuthService["db"],
  session: { id: string; lastUsedAt?: Date | null; createdAt: Date },
): Promise<boolean> {
  const now = new Date();
  const idleMs = now.getTime() - (session.lastUsedAt ?? session.createdAt).getTime();
  if (idleMs >= sessionIdleHours * 3_600_000) {
    await deleteSession(db, session.id);
    return false;
  }
  if (idleMs >= sessionUseNotedEverySeconds * 1000) {
    await inSignInData(db, (tx) => updateSessionUse(tx, session.id, now));
  }
  return true;
}

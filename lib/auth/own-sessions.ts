import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { inSignInData } from "#lib/tenancy/sign-in-data.ts";
import type { SessionView } from "./contract-account.ts";
import type { AuthService } from "./create-auth.ts";
import { readSession, type SessionInfo } from "./read-session.ts";
import { deleteOwnSession, deleteSessions, type SessionRow, selectSessions } from "./repo-sessions.ts";

type Service = Pick<AuthService, "api" | "db">;

/**
 * The person behind a request, for what concerns them and no tenant.
 * @throws AppError forbidden for an API key, unauthenticated for nobody
 */
export async function requirePerson(service: Service, headers: Headers): Promise<SessionInfo> {
  if (headers.has("authorization")) {
    throw new AppError("forbidden", "This is about a person's own account: sign in, an API key has none.");
  }
  const session = await readSession(service, headers);
  if (!session) throw new AppError("unauthenticated", "Sign in first: this is about a session.");
  return session;
}

/** Where a person is signed in, last used first. */
export async function listOwnSessions(
  service: Service,
  ctx: Pick<EngineContext, "now">,
  headers: Headers,
): Promise<{ items: SessionView[] }> {
  const person = await requirePerson(service, headers);
  const rows = await inSignInData(service.db, (tx) => selectSessions(tx, person.userId, ctx.now()));
  return { items: rows.map((row) => toView(row, person.sessionId)) };
}

/** @throws AppError not_found for a session of nobody or of somebody else */
export async function endOwnSession(service: Service, headers: Headers, id: string): Promise<void> {
  const person = await requirePerson(service, headers);
  const ended = await inSignInData(service.db, (tx) => deleteOwnSession(tx, person.userId, id));
  if (!ended) throw notFound("session");
}

/** Signs a person out everywhere but here. */
export async function endOtherSessions(service: Service, headers: Headers): Promise<{ ended: number }> {
  const person = await requirePerson(service, headers);
  return { ended: await inSignInData(service.db, (tx) => deleteSessions(tx, person.userId, person.sessionId)) };
}

function toView(row: SessionRow, currentId: string): SessionView {
  return {
    id: row.id,
    is_current: row.id === currentId,
    user_agent: row.userAgent || null,
    ip_address: row.ipAddress || null,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
  };
}

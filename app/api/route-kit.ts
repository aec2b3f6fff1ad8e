import "server-only";
import { engineContext } from "#inngest/engine.ts";
import { auth } from "#lib/auth/auth.ts";
import { authenticate } from "#lib/auth/authenticate.ts";
import type { AuthService } from "#lib/auth/create-auth.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { createRoute } from "#lib/http/route.ts";

type Parts = { context: () => EngineContext; auth: () => AuthService };

const parts: Parts = { context: engineContext, auth };

/** The context and the sign-in service of this process, for handlers that are no `route` (sign-in, readiness). */
export const context = (): EngineContext => parts.context();
export const authService = (): AuthService => parts.auth();

/** Tests of route handlers put their own parts in; nothing else calls this. */
export function provideParts(replaced: Partial<Parts>): void {
  Object.assign(parts, replaced);
}

/**
 * Makes a route handler of options and a function: `export const { GET, POST, PUT, PATCH, DELETE } = methods({ GET: route({ role:
 * "viewer" }, async ({ ctx, tenantId }) => …) })`. See lib/http/route.ts.
 */
export const route = createRoute({
  context,
  authenticate: (request, ctx) => authenticate(authService, request, ctx),
});

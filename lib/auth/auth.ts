import { env } from "#lib/env.ts";
import { createLogger } from "#lib/logger/logger.ts";
import { type AuthService, createAuth } from "./create-auth.ts";

// Pages and route handlers are bundled apart and each has its own copy of this module: the pool is shared through the process.
const store = globalThis as typeof globalThis & { outreachAuth?: AuthService };

/** The sign-in service of this process, made on first use. */
export function auth(): AuthService {
  if (store.outreachAuth) return store.outreachAuth;
  const log = createLogger(env().LOG_LEVEL);
  store.outreachAuth = createAuth({
    databaseUrl: env().DATABASE_URL,
    appUrl: env().APP_URL,
    secret: env().AUTH_SECRET,
    oldSecrets: env().AUTH_SECRETS_OLD,
    onFailure: (message, cause) => log.error({ err: cause }, message),
  });
  return store.outreachAuth;
}

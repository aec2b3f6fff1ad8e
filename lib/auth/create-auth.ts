import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { twoFactor } from "better-auth/plugins";
import { createPrismaClient } from "#lib/db/client.ts";
import type { Database } from "#lib/db/types.ts";
import { trustedOrigins } from "#lib/http/same-origin.ts";
import { listMemberships } from "#lib/tenancy/across-tenants.ts";
import { addressHeader } from "./own-headers.ts";
import { chooseMembership } from "./policy/choose-membership.ts";
import { accountSignInLimit, generalLimitMax, passwordLength, sessionDays, sharedSignInLimit } from "./thresholds.ts";
import { versionedSecrets } from "./versioned-secrets.ts";

type AuthConfig = {
  databaseUrl: string;
  appUrl: string;
  secret: string;
  /** former ones, for opening what they sealed; cookies are signed and read with `secret` alone */
  oldSecrets?: string[];
  /** sign-ins of everybody together in a window of `sharedSignInLimit`; tests set their own */
  sharedSignInMax?: number;
  /** told of what the library hides behind a 500 */
  onFailure?: (message: string, cause: unknown) => void;
};

/** What looks across tenants for sign-in: who somebody is comes before what they may see. */
type AcrossTenants = Pick<Database, "acrossTenants">;

const poolSize = 3;
const daySeconds = 86_400;

/**
 * Users, passwords and sessions (better-auth), on a small pool of its own whose database role reaches sign-in data. Tenants,
 * members and API keys are ours. Nobody can sign up (SPEC §12).
 */
export function createAuth(config: AuthConfig) {
  const prisma = createPrismaClient(config.databaseUrl, { role: "outreach_system", max: poolSize });
  const db: AcrossTenants = {
    acrossTenants: (work, options) => prisma.$transaction(work, { timeout: options?.timeoutMs }),
  };
  const api = betterAuth({
    baseURL: config.appUrl,
    basePath: "/api/auth",
    appName: "Outreach Console",
    secrets: versionedSecrets([config.secret, ...(config.oldSecrets ?? [])]),
    database: prismaAdapter(prisma, { provider: "postgresql" }),
    trustedOrigins: trustedOrigins(config.appUrl),
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.shortest,
      maxPasswordLength: passwordLength.longest,
    },
    session: {
      expiresIn: sessionDays * daySeconds,
      disableSessionRefresh: true,
      additionalFields: {
        activeTenantId: { type: "string", required: false, input: false },
        lastUsedAt: { type: "date", required: false, input: false },
      },
    },
    plugins: [twoFactor({ backupCodeOptions: { amount: 10, length: 10 } })],
    advanced: {
      ...cookieOptions(config.appUrl),
      database: { generateId: false },
      // A client can send any header: without a proxy of our own none of them names its address.
      ipAddress: { ipAddressHeaders: [] },
    },
    rateLimit: {
      enabled: true,
      storage: "database",
      // better-auth deletes rows older than its longest window, and the tries per account live in the same table.
      window: accountSignInLimit.windowSeconds,
      max: generalLimitMax,
      customRules: {
        "/sign-in/email": {
          window: sharedSignInLimit.windowSeconds,
          max: config.sharedSignInMax ?? sharedSignInLimit.max,
        },
      },
    },
    logger: { level: "error", log: (_level, message, cause) => config.onFailure?.(message, cause) },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const active = typeof session.activeTenantId === "string" ? session.activeTenantId : null;
            const chosen = chooseMembership(await listMemberships(db, session.userId), active);
            const known = { activeTenantId: chosen?.tenantId ?? null, lastUsedAt: new Date() };
            return { data: { ...session, ...known, ipAddress: context?.headers?.get(addressHeader) ?? null } };
          },
        },
      },
    },
  });
  return { api: api.api, handler: api.handler, db, close: () => prisma.$disconnect() };
}

/** Over TLS the browser itself holds the cookies to this host, to TLS and to every path (`__Host-`, RFC 6265bis). */
function cookieOptions(appUrl: string) {
  const isSecure = appUrl.startsWith("https:");
  return {
    cookiePrefix: isSecure ? "__Host-outreach" : "outreach",
    useSecureCookies: false,
    defaultCookieAttributes: { secure: isSecure },
  };
}

export type AuthService = ReturnType<typeof createAuth>;

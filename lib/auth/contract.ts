import { z } from "zod";
import { pageOf } from "#lib/http/paging.ts";
import { roles } from "#lib/shared/actor.ts";
import { oneLine } from "#lib/shared/one-line.ts";
import { keyLifeDays, passwordLength } from "./thresholds.ts";

const role = z.enum(roles, `must be one of ${roles.join(", ")}`);
const lifeMessage = `must be a whole number from ${keyLifeDays.shortest} to ${keyLifeDays.longest}`;

const person = z.object({ id: z.uuid(), name: z.string(), email: z.string() });

const membershipView = z.object({
  tenant_id: z.uuid(),
  tenant_name: z.string(),
  is_demo: z.boolean(),
  role,
});

/** GET /api/me. With an API key `user` is null and the only membership is the key's tenant. */
export const meView = z.object({
  user: person.nullable(),
  actor: z.object({ kind: z.enum(["user", "api_key"]), label: z.string() }),
  tenant: z.object({ id: z.uuid(), name: z.string(), is_demo: z.boolean() }),
  role,
  memberships: z.array(membershipView),
});
export type MeView = z.infer<typeof meView>;

/** POST /api/me/tenant: the tenant this session works in from now on. Answers as GET /api/me. */
export const switchTenantBody = z.strictObject({ tenant_id: z.uuid("must be the id of a tenant you belong to") });

/** A key as lists show it: never the key itself. */
const apiKeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  role,
  prefix: z.string(),
  created_by: z.uuid().nullable(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
});
export type ApiKeyView = z.infer<typeof apiKeyView>;

/** GET /api/api-keys */
export const apiKeyPage = pageOf(apiKeyView);

/** POST /api/api-keys. `role` is at most the caller's own. */
export const createApiKeyBody = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "enter a name")
    .max(100, "must be at most 100 characters")
    .regex(...oneLine),
  role,
  expires_in_days: z
    .int(lifeMessage)
    .min(keyLifeDays.shortest, lifeMessage)
    .max(keyLifeDays.longest, lifeMessage)
    .default(keyLifeDays.default),
});

/** 201 of POST /api/api-keys: the only answer that ever holds the key. */
export const createdApiKeyView = apiKeyView.extend({ key: z.string() });
export type CreatedApiKeyView = z.infer<typeof createdApiKeyView>;

/** POST /api/auth/sign-in/email */
export const signInBody = z.strictObject({
  email: z.string().trim().toLowerCase().min(1, "enter an email address").max(320, "must be at most 320 characters"),
  password: z
    .string()
    .min(1, "enter a password")
    .max(passwordLength.longest, `must be at most ${passwordLength.longest} characters`),
});

/** 200 of POST /api/auth/sign-in/email, with the session cookie */
export const signedIn = z.object({
  /** null while the second factor is missing: POST /api/auth/sign-in/two-factor */
  user: person.nullable(),
  two_factor_required: z.boolean(),
});

/** POST /api/auth/sign-in/two-factor: six digits of the app, or one of the backup codes (`ab3De-6fGh8`), spaced at will */
export const secondFactorBody = z.strictObject({
  code: z
    .string()
    .max(40)
    .regex(/^\s*(?:\d\s*){6}$|^\s*[A-Za-z0-9]{5}-[A-Za-z0-9]{5}\s*$/, "must be six digits or a backup code")
    .meta({ examples: ["123456"] }),
});

/** GET /api/auth/get-session: null when nobody is signed in */
export const currentSession = z.object({ user: person, tenant_id: z.uuid() }).nullable();

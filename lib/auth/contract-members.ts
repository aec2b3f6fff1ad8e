import { z } from "zod";
import { pageOf } from "#lib/http/paging.ts";
import { roles } from "#lib/shared/actor.ts";
import { oneLine } from "#lib/shared/one-line.ts";

const role = z.enum(roles, `must be one of ${roles.join(", ")}`);

const memberView = z.object({
  user_id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role,
  joined_at: z.string(),
  has_two_factor: z.boolean(),
  /** of any of their sessions; null for who is not signed in anywhere */
  last_used_at: z.string().nullable(),
});
export type MemberView = z.infer<typeof memberView>;

/** GET /api/members */
export const memberPage = pageOf(memberView);

/** PATCH /api/members/{user_id}: at most one's own role. */
export const changeRoleBody = z.strictObject({ role });

const invitationView = z.object({
  id: z.uuid(),
  email: z.string(),
  role,
  created_by: z.uuid().nullable(),
  created_at: z.string(),
  expires_at: z.string(),
});
export type InvitationView = z.infer<typeof invitationView>;

/** GET /api/invitations: those that may still be taken up. */
export const invitationPage = pageOf(invitationView);

/** POST /api/invitations. An earlier open one for the same address ends. */
export const createInvitationBody = z.strictObject({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(320, "must be at most 320 characters")
    .meta({ examples: ["ann@leadlock.test"] })
    .pipe(z.email("must be an email address")),
  role,
});

/** 201 of POST /api/invitations: the only answer that ever holds the link. */
export const createdInvitationView = invitationView.extend({ url: z.string() });
export type CreatedInvitationView = z.infer<typeof createdInvitationView>;

/** POST /api/members/{user_id}/password-reset */
export const createPasswordResetBody = z.strictObject({
  /** for who has lost the phone too: signing in needs the password alone afterwards */
  remove_two_factor: z.boolean().default(false),
});

/** 201 of it: the link, once. */
export const passwordResetView = z.object({ url: z.string(), expires_at: z.string() });
export type PasswordResetView = z.infer<typeof passwordResetView>;

/** POST /api/auth/access-link and /api/auth/access-link/use. The token is a secret: it is sent, never part of an address. */
export const accessLinkBody = z.strictObject({ token: z.string().max(100) });
export const useAccessLinkBody = accessLinkBody.extend({
  /** of a new account */
  name: z
    .string()
    .trim()
    .min(1, "enter your name")
    .max(100, "must be at most 100 characters")
    .regex(...oneLine)
    .optional(),
  /** the new one; for an invitation of somebody who has an account: theirs */
  password: z.string().min(1, "enter a password").max(128, "must be at most 128 characters"),
});
export type UseAccessLinkBody = z.infer<typeof useAccessLinkBody>;

/** 200 of use: signing in comes next. */
export const usedAccessLinkView = z.object({ email: z.string() });

/** What a link is for, as its page shows it. */
export const accessLinkView = z.object({
  kind: z.enum(["invitation", "password_reset"]),
  tenant_name: z.string(),
  email: z.string(),
  role: role.nullable(),
  has_account: z.boolean(),
  expires_at: z.string(),
});
export type AccessLinkView = z.infer<typeof accessLinkView>;

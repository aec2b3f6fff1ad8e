import { z } from "zod";
import { oneLine } from "#lib/shared/one-line.ts";

const newPassword = z.string().min(1, "enter a new password").max(128, "must be at most 128 characters");
const ownPassword = z.string().min(1, "enter your password").max(128, "must be at most 128 characters");

/** PATCH /api/me: as others see them. Answers as GET /api/me. */
export const renameBody = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "enter your name")
    .max(100, "must be at most 100 characters")
    .regex(...oneLine),
});

const sessionView = z.object({
  id: z.uuid(),
  /** the one that asks */
  is_current: z.boolean(),
  /** as the browser calls itself */
  user_agent: z.string().nullable(),
  /** null when it is not known */
  ip_address: z.string().nullable(),
  created_at: z.string(),
  last_used_at: z.string(),
  expires_at: z.string(),
});
export type SessionView = z.infer<typeof sessionView>;

/** GET /api/me/sessions */
export const sessionListView = z.object({ items: z.array(sessionView) });

/** POST /api/me/sessions/end-others and /api/members/{user_id}/sign-out */
export const endedView = z.object({ ended: z.int() });

/** POST /api/me/password: 204, with a new session in place of all that were. */
export const changePasswordBody = z.strictObject({ current_password: ownPassword, new_password: newPassword });

/** GET /api/me/two-factor */
export const twoFactorView = z.object({ is_enabled: z.boolean() });

/** POST /api/me/two-factor/enrol, /disable, /backup-codes */
export const confirmPasswordBody = z.strictObject({ password: ownPassword });

/** Answer of enrol: in force once a code of it has been named. The only answer that ever holds secret and codes. */
export const enrolmentView = z.object({
  /** for typing it in */
  secret: z.string(),
  /** otpauth:// address, and the same as a picture */
  uri: z.string(),
  qr_svg: z.string(),
  backup_codes: z.array(z.string()),
});
export type EnrolmentView = z.infer<typeof enrolmentView>;

/** POST /api/me/two-factor/confirm */
export const confirmCodeBody = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, "must be the six digits shown")
    .meta({ examples: ["123456"] }),
});

/** Answer of backup-codes: those before are void. */
export const backupCodesView = z.object({ backup_codes: z.array(z.string()) });

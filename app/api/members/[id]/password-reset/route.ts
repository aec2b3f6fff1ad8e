import { z } from "zod";
import { route } from "#app/api/route-kit.ts";
import { createPasswordResetBody, passwordResetView } from "#lib/auth/contract-members.ts";
import { createPasswordReset } from "#lib/auth/create-password-reset.ts";
import { methods } from "#lib/http/methods.ts";

const params = z.object({ id: z.uuid() });
const text = {
  summary: "Make a one-time link for a new password",
  answer: passwordResetView,
  problems: ["forbidden", "conflict"],
} as const;
const options = { ...text, role: "admin", isForPeople: true, params, isBodyOptional: true, status: 201 } as const;

// No Idempotency-Key: a stored answer would hold the link in the clear.
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({ ...options, body: createPasswordResetBody }, (input) => {
    const { ctx, tenantId, actor, requestId } = input;
    const removesTwoFactor = input.body.remove_two_factor;
    return createPasswordReset(ctx, { tenantId, actor, requestId, userId: input.params.id, removesTwoFactor });
  }),
});

import { route } from "#app/api/route-kit.ts";
import { createdInvitationView, createInvitationBody, invitationPage } from "#lib/auth/contract-members.ts";
import { createInvitation, listInvitations } from "#lib/auth/invitations.ts";
import { methods } from "#lib/http/methods.ts";
import { pageQuery } from "#lib/http/paging.ts";

const creating = {
  summary: "Invite someone with a one-time link",
  answer: createdInvitationView,
  problems: ["forbidden"],
  role: "admin",
  status: 201,
} as const;

// No Idempotency-Key: a stored answer would hold the link in the clear.
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "List open invitations", answer: invitationPage, role: "admin", query: pageQuery },
    ({ ctx, tenantId, query }) => listInvitations(ctx, { tenantId, ...query }),
  ),
  POST: route({ ...creating, body: createInvitationBody }, (input) => {
    const { ctx, tenantId, actor, body, requestId } = input;
    return createInvitation(ctx, { tenantId, actor, requestId, ...body });
  }),
});

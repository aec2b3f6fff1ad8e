import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { checkMailbox } from "#lib/mailboxes/check-mailbox.ts";
import { checkMailboxBody, mailboxCheck } from "#lib/mailboxes/contract-mailbox.ts";

// Each check opens a connection to somebody else's server.
const rateLimit = { name: "connection-check", max: 20, windowSeconds: 60 };

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    {
      summary: "Try out a mailbox before it is saved",
      answer: mailboxCheck,
      problems: ["conflict"],
      role: "admin",
      body: checkMailboxBody,
      rateLimit,
    },
    ({ ctx, tenantId, body }) => checkMailbox(ctx, { tenantId, body }),
  ),
});

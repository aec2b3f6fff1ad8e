import { route } from "#app/api/route-kit.ts";
import { jsonTextWithEtag } from "#lib/http/etag.ts";
import { methods } from "#lib/http/methods.ts";
import { changeMailboxes } from "#lib/mailboxes/change-mailboxes.ts";
import { bulkMailboxBody, bulkMailboxResult, mailboxSetUps } from "#lib/mailboxes/contract-bulk.ts";
import { readSetUps } from "#lib/mailboxes/read-set-ups.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { summary: "Set-up of every mailbox in one answer", answer: mailboxSetUps, hasEtag: true, role: "viewer" },
    async ({ ctx, tenantId, request }) => jsonTextWithEtag(request, await readSetUps(ctx, tenantId)),
  ),
  POST: route(
    {
      summary: "Pause, resume or limit many mailboxes",
      description: "A daily limit needs the role admin, as for a single mailbox.",
      answer: bulkMailboxResult,
      role: "operator",
      body: bulkMailboxBody,
      isIdempotent: true,
    },
    ({ ctx, tenantId, actor, body, requestId }) => changeMailboxes(ctx, { tenantId, actor, body, requestId }),
  ),
});

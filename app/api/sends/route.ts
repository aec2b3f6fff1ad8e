import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { sendListQuery, sendPage } from "#lib/send-queue/contract.ts";
import { listSends } from "#lib/send-queue/list-sends.ts";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    {
      hasEtag: true,
      summary: "List today's queue",
      description: "Messages of today in send_timezone and older ones that still wait, in the order of their time.",
      answer: sendPage,
      role: "viewer",
      query: sendListQuery,
    },
    ({ ctx, tenantId, query }) => listSends(ctx, { tenantId, ...query }),
  ),
});

import { engineContext } from "#inngest/engine.ts";
import { methods } from "#lib/http/methods.ts";
import { openRoute } from "#lib/http/operation.ts";
import { eventsReceived } from "#lib/webhooks/contract.ts";
import { receiveSendgridPost } from "#lib/webhooks/receive-sendgrid-post.ts";

const told = {
  access: "signature",
  summary: "Take events of SendGrid's event webhook",
  rawBody: ["application/json"],
  answer: eventsReceived,
  problems: ["unauthenticated", "validation_failed", "rate_limited", "dependency_unavailable"],
} as const;

/** SendGrid's event webhook, also spoken by the simulator (SPEC §8). */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: openRoute(told, async (request, { connectionId = "" }) =>
    receiveSendgridPost(engineContext(), request, connectionId),
  ),
});

import { engineContext } from "#inngest/engine.ts";
import { openRoute } from "#lib/http/operation.ts";
import { acceptUnsubscribe, showUnsubscribePage } from "#lib/suppressions/answer-unsubscribe.ts";

const answer = { mediaType: "text/html" };

// No sign-in: the signed token in the address is all the authority there is, and all that is needed.

export const GET = openRoute(
  { summary: "The page with the unsubscribe button; changes nothing", answer },
  async (_request, { token = "" }) => showUnsubscribePage(engineContext(), token),
);

export const POST = openRoute(
  { summary: "Unsubscribe in one click (RFC 8058)", answer },
  async (_request, { token = "" }) => acceptUnsubscribe(engineContext(), token),
);

import { engineContext } from "#inngest/engine.ts";
import { acceptUnsubscribe, showUnsubscribePage } from "#lib/suppressions/answer-unsubscribe.ts";

type Context = { params: Promise<{ token: string }> };

// No sign-in: the signed token in the address is all the authority there is, and all that is needed.

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return showUnsubscribePage(engineContext(), (await params).token);
}

export async function POST(_request: Request, { params }: Context): Promise<Response> {
  return acceptUnsubscribe(engineContext(), (await params).token);
}

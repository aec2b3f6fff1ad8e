import { engineContext } from "#inngest/engine.ts";
import { receiveSendgridPost } from "#lib/webhooks/receive-sendgrid-post.ts";

type Route = { params: Promise<{ connectionId: string }> };

/** SendGrid's event webhook, also spoken by the simulator (SPEC §8). */
export async function POST(request: Request, { params }: Route): Promise<Response> {
  const { connectionId } = await params;
  return receiveSendgridPost(engineContext(), request, connectionId);
}

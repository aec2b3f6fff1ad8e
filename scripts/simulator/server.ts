import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import { isLoopbackHost } from "#lib/shared/loopback.ts";
import type { Provider } from "./provider.ts";
import { isConnectionId } from "./sign.ts";

const maxBodyBytes = 2 * 1024 * 1024;

const sendRequest = z.object({
  message: z.object({
    messageId: z.string().min(1).max(998),
    from: z.object({ address: z.string().min(3) }),
    to: z.object({ address: z.string().min(3) }),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    headers: z.record(z.string(), z.string()).default({}),
    customArgs: z.record(z.string(), z.string()).default({}),
  }),
  webhook_url: z
    .url({ protocol: /^https?$/ })
    .refine((url) => isLoopbackHost(new URL(url).hostname), "must be on this machine"),
  connection_id: z.string().refine(isConnectionId, "must be a connection's id"),
});

type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/** The provider over HTTP: POST /v1/send, GET /v1/messages?connection_id=, GET /healthz. `onAccepted` is told of new events. */
export function createProviderServer(provider: Provider, onAccepted: () => void): Server {
  return createServer((request, response) => {
    void handle(provider, request)
      .catch((): Answer => ({ status: 500, body: { error: "internal" } }))
      .then((answer) => {
        send(response, answer);
        if (answer.status === 202) onAccepted();
      });
  });
}

async function handle(provider: Provider, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const route = `${request.method} ${url.pathname}`;
  if (route === "GET /healthz") return { status: 200, body: { status: "ok", pending_events: provider.pendingCount } };
  if (route === "GET /v1/messages") return listMessages(provider, url);
  if (route === "POST /v1/send") return takeMessage(provider, await readBody(request));
  return { status: 404, body: { error: "not found" } };
}

function takeMessage(provider: Provider, body: string | null): Answer {
  if (body === null) return { status: 413, body: { error: "the message is too large" } };
  const parsed = sendRequest.safeParse(parseJson(body));
  if (!parsed.success) return { status: 400, body: { error: z.prettifyError(parsed.error) } };
  const { message, webhook_url: webhookUrl, connection_id: connectionId } = parsed.data;
  const result = provider.accept({ message, webhookUrl, connectionId });
  if (result.kind === "accepted") return { status: 202, body: { provider_message_id: result.providerMessageId } };
  const { status, detail, retryAfterSeconds } = result.refusal;
  const headers = retryAfterSeconds === undefined ? undefined : { "retry-after": String(retryAfterSeconds) };
  return { status, body: { error: detail }, headers };
}

function listMessages(provider: Provider, url: URL): Answer {
  const connectionId = url.searchParams.get("connection_id");
  if (!isConnectionId(connectionId)) return { status: 400, body: { error: "connection_id must be a connection's id" } };
  const items = provider.messagesOf(connectionId).map((message) => ({
    provider_message_id: message.providerMessageId,
    message_id: message.messageId,
    from: message.from,
    to: message.to,
    subject: message.subject,
    custom_args: message.customArgs,
    accepted_at: new Date(message.acceptedAt).toISOString(),
  }));
  return { status: 200, body: { items } };
}

/** The whole body as text; null when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > maxBodyBytes) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

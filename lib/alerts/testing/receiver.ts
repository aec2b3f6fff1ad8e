import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = { status: number; headers?: Record<string, string>; body?: string };
type Received = { headers: IncomingHttpHeaders; body: string };

/** A receiver of notices on this machine; it keeps what arrives and answers as it is told. */
export async function startReceiver() {
  const requests: Received[] = [];
  let answerOf: (request: Received) => Answer = () => ({ status: 204 });
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request = { headers: incoming.headers, body: Buffer.concat(chunks).toString("utf8") };
    requests.push(request);
    const { status, headers, body } = answerOf(request);
    outgoing.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    requests,
    answer: (next: typeof answerOf) => {
      answerOf = next;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

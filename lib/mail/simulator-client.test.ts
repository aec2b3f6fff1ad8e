import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { simulatorSettings, smtpSettings } from "./contract.ts";
import { createMailPort } from "./create-mail-port.ts";
import type { MailTransport, OutgoingMessage } from "./types.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function startHttp(handle: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => handle(request, response, Buffer.concat(chunks).toString()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const transport: MailTransport = { connectionId: "c-1", kind: "simulator", settings: {}, secrets: {} };
const message = {
  messageId: "<1@send.test>",
  subject: "Hi",
  customArgs: { outreach_id: "o1" },
} as unknown as OutgoingMessage;
const portTo = (simulatorUrl: string) => createMailPort({ simulatorUrl, appUrl: "http://console.test" });

/** An address where nobody listens any more. */
async function closedUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

it("hands the message over with the address for events", async () => {
  let seen: unknown;
  const url = await startHttp((request, response, body) => {
    seen = { url: request.url, ...JSON.parse(body) };
    response.writeHead(202).end(JSON.stringify({ provider_message_id: "sim-1" }));
  });
  const outcome = await portTo(url).deliver(transport, message);
  expect(outcome).toEqual({ kind: "accepted", providerMessageId: "sim-1", response: "202 sim-1" });
  expect(seen).toEqual({
    url: "/v1/send",
    message,
    connection_id: "c-1",
    webhook_url: "http://console.test/api/webhooks/sendgrid/c-1",
  });
});

it.each([
  [429, { "retry-after": "7" }, { kind: "refused", isPermanent: false, retryAfterMs: 7_000 }],
  [503, {}, { kind: "refused", isPermanent: false }],
  [401, {}, { kind: "refused", isPermanent: false, isCredentialProblem: true }],
  [400, {}, { kind: "refused", isPermanent: true, isCredentialProblem: false }],
  [500, {}, { kind: "unknown" }],
  [302, { location: "http://169.254.169.254/" }, { kind: "unknown" }],
])("reads %i", async (status, headers, expected) => {
  const url = await startHttp((_request, response) => response.writeHead(status, headers).end("said so"));
  expect(await portTo(url).deliver(transport, message)).toMatchObject(expected);
});

it("is certain when nobody listens, and not when the answer is lost", async () => {
  expect(await portTo(await closedUrl()).deliver(transport, message)).toMatchObject({ kind: "refused" });
  const url = await startHttp((request) => request.socket.destroy());
  expect(await portTo(url).deliver(transport, message)).toMatchObject({ kind: "unknown" });
});

it("checks that the simulator is up", async () => {
  const url = await startHttp((request, response) => response.writeHead(request.url === "/healthz" ? 200 : 404).end());
  expect(await portTo(url).checkConnection(transport)).toEqual({ ok: true });
  expect(await portTo(await closedUrl()).checkConnection(transport)).toMatchObject({ ok: false });
});

it("follows nobody elsewhere when it checks", async () => {
  const elsewhere = await startHttp((_request, response) => response.end());
  const url = await startHttp((_request, response) => response.writeHead(302, { location: elsewhere }).end());
  expect(await portTo(url).checkConnection(transport)).toMatchObject({ ok: false });
});

it.each([
  { appUrl: "http://127.0.0.1:3000", calls: 2 },
  { appUrl: "https://console.acme.test", calls: 0 },
])("calls the address of a connection's own simulator $calls times from $appUrl", async ({ appUrl, calls }) => {
  let called = 0;
  const url = await startHttp((_request, response) => {
    called += 1;
    response.writeHead(202).end('{"provider_message_id":"sim-1"}');
  });
  const mail = createMailPort({ simulatorUrl: await closedUrl(), appUrl });
  const own = { ...transport, settings: { url } };
  const isCalled = calls > 0;
  expect(await mail.checkConnection(own)).toMatchObject({ ok: isCalled });
  expect(await mail.deliver(own, message)).toMatchObject(
    isCalled ? { kind: "accepted" } : { kind: "refused", isPermanent: false, isCredentialProblem: true },
  );
  expect(called).toBe(calls);
});

it("keeps simulators on this machine, and mail servers off link-local addresses", () => {
  expect(simulatorSettings.safeParse({ url: "http://127.0.0.1:4020" }).success).toBe(true);
  expect(simulatorSettings.safeParse({ url: "http://169.254.169.254/" }).success).toBe(false);
  expect(smtpSettings.safeParse({ host: "169.254.169.254" }).success).toBe(false);
  expect(smtpSettings.parse({ host: "smtp.acme.com" })).toMatchObject({ port: 587, security: "starttls" });
});

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:tls";
import { afterEach, expect, it } from "vitest";
import { createMailPort, type MailPortOptions } from "./create-mail-port.ts";
import { startSmtpServer } from "./testing.ts";
import type { MailTransport, OutgoingMessage } from "./types.ts";

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A resolver that gives one answer after the other, and stays with the last. */
function answering(...answers: string[][]) {
  const asked: string[] = [];
  const resolve = async (hostname: string) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    return answer.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };
  return { asked, resolve };
}

function port(options: Partial<MailPortOptions>) {
  const mail = createMailPort({ simulatorUrl: "http://127.0.0.1:9", appUrl: "http://127.0.0.1:3000", ...options });
  closing.push(() => mail.close());
  return mail;
}

const transportTo = (smtpPort: number, rest: object = {}): MailTransport => ({
  connectionId: "c1",
  kind: "smtp",
  settings: { host: "smtp.acme.example", port: smtpPort, security: "none", ...rest },
  secrets: {},
});

const message: OutgoingMessage = {
  messageId: "<1@send.test>",
  from: { address: "ann@send.test" },
  to: { address: "pat@customer.test" },
  subject: "Hello",
  text: "Hello Pat",
  html: "<p>Hello Pat</p>",
  headers: {},
  customArgs: {},
};

const refused = { kind: "refused", isPermanent: false, isCredentialProblem: true, code: "EHOSTREFUSED" };

async function startServer() {
  const server = await startSmtpServer();
  closing.push(server.close);
  return server;
}

it("looks a name up once for a connection and goes to the address that was judged", async () => {
  const server = await startServer();
  const { asked, resolve } = answering(["127.0.0.1"], ["10.0.0.1"]);
  const mail = port({ resolve });
  for (const _ of [1, 2]) {
    expect(await mail.deliver(transportTo(server.port), message)).toMatchObject({ kind: "accepted" });
  }
  expect([asked, server.received.length]).toEqual([["smtp.acme.example"], 2]);
});

it("judges anew for a new connection: a name that turned to an inner address is refused", async () => {
  const [first, second] = [await startServer(), await startServer()];
  const { asked, resolve } = answering(["127.0.0.1"], ["10.0.0.1"], ["127.0.0.1"]);
  const mail = port({ resolve });
  await mail.deliver(transportTo(first.port), message);
  expect(await mail.deliver(transportTo(second.port), message)).toMatchObject(refused);
  expect([asked.length, first.received.length, second.received.length]).toEqual([2, 1, 0]);
});

it.each([
  ["private", ["10.0.0.1"]],
  ["link-local, where cloud machines get their credentials", ["169.254.169.254"]],
  ["the same in IPv6's clothes", ["::ffff:169.254.169.254"]],
  ["a private network of IPv6", ["fd00::1"]],
  ["one of several", ["127.0.0.1", "192.168.0.1"]],
])("sends nothing to a name whose address is %s", async (_name, addresses) => {
  const server = await startServer();
  const mail = port({ resolve: answering(addresses).resolve });
  expect(await mail.deliver(transportTo(server.port), message)).toMatchObject(refused);
  expect(await mail.checkConnection(transportTo(server.port))).toEqual({
    ok: false,
    detail: expect.stringContaining("not a private, local or reserved address"),
  });
  expect(server.received).toEqual([]);
});

it.each(["10.0.0.1", "127.0.0.1", "::1", "localhost"])(
  "a console on the internet sends nothing to %s",
  async (host) => {
    const server = await startServer();
    const mail = port({ appUrl: "https://console.acme.example" });
    expect(await mail.deliver(transportTo(server.port, { host }), message)).toMatchObject(refused);
    expect(server.received).toEqual([]);
  },
);

it("lets who runs the platform name a server of an inner network", async () => {
  const server = await startServer();
  const mail = port({ appUrl: "https://console.acme.example" });
  const transport: MailTransport = { ...transportTo(server.port, { host: "127.0.0.1" }), isOfPlatform: true };
  expect(await mail.deliver(transport, message)).toMatchObject({ kind: "accepted" });
});

it("says that a name is unknown, which may pass", async () => {
  const mail = port({ resolve: answering([]).resolve });
  const unknown = { kind: "refused", isPermanent: false, isCredentialProblem: false, code: "EDNS" };
  expect(await mail.deliver(transportTo(25), message)).toMatchObject(unknown);
});

it("asks for the certificate of the name, not of the address", async () => {
  const names: string[] = [];
  const server = createServer({
    SNICallback: (name, done) => {
      names.push(name);
      done(new Error("no certificate"));
    },
  });
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const mail = port({ resolve: answering(["127.0.0.1"]).resolve });
  const tls = transportTo((server.address() as AddressInfo).port, { security: "tls" });
  expect(await mail.deliver(tls, message)).toMatchObject({ kind: "refused" });
  expect(new Set(names)).toEqual(new Set(["smtp.acme.example"]));
});

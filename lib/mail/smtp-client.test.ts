import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { simpleParser } from "mailparser";
import type { SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { createMailPort } from "./create-mail-port.ts";
import { startSmtpServer } from "./testing.ts";
import type { MailTransport, OutgoingMessage } from "./types.ts";

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function port() {
  const mail = createMailPort({ simulatorUrl: "http://127.0.0.1:9", appUrl: "http://127.0.0.1:3000" });
  closing.push(() => mail.close());
  return mail;
}

async function startServer(options: SMTPServerOptions = {}) {
  const server = await startSmtpServer(options);
  closing.push(server.close);
  return server;
}

/** A server that plays a script: what it answers to each line, or "cut" to hang up. */
async function startScript(answer: (line: string, isData: boolean) => string | "cut" | null): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let isData = false;
    socket.on("error", () => {});
    socket.write("220 ready\r\n");
    socket.on("data", (chunk) => {
      for (const line of chunk
        .toString()
        .split("\r\n")
        .filter((text) => text !== "")) {
        const reply = answer(line, isData);
        if (reply === "cut") return socket.destroy();
        if (reply?.startsWith("354")) isData = true;
        if (reply) socket.write(`${reply}\r\n`);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const transportTo = (smtpPort: number, rest: object = {}, secrets = {}): MailTransport => ({
  connectionId: "c1",
  kind: "smtp",
  settings: { host: "127.0.0.1", port: smtpPort, security: "none", ...rest },
  secrets,
});

const message = (change: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  messageId: "<0193@send.test>",
  from: { name: "Ann Léé", address: "ann@send.test" },
  to: { name: "Pat", address: "pat@customer.test" },
  replyTo: "reply@send.test",
  subject: "Kühlung in Springfield — a thought",
  text: "Hello Pat,\n\ntext part ü\n",
  html: "<p>Hello Pat,</p><p>html part</p>",
  inReplyTo: "<0192@send.test>",
  references: ["<0191@send.test>", "<0192@send.test>"],
  headers: {
    "List-Unsubscribe":
      "<https://console.test/u/abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "X-SMTPAPI": `{"unique_args": {"outreach_email_id": "${"a".repeat(36)}", "outreach_id": "${"b".repeat(36)}", "re_contact_cycle": "0"}}`,
  },
  customArgs: {},
  ...change,
});

describe("over SMTP", () => {
  it("arrives with every header and both parts intact", async () => {
    const server = await startServer();
    const outcome = await port().deliver(transportTo(server.port), message());
    expect(outcome).toMatchObject({ kind: "accepted" });
    const raw = server.received[0] ?? "";
    const parsed = await simpleParser(raw);
    expect(parsed.messageId).toBe("<0193@send.test>");
    expect(parsed.subject).toBe("Kühlung in Springfield — a thought");
    expect(parsed.from?.value[0]).toEqual({ name: "Ann Léé", address: "ann@send.test" });
    expect(parsed.replyTo?.value[0]?.address).toBe("reply@send.test");
    expect([parsed.inReplyTo, parsed.references]).toEqual([
      "<0192@send.test>",
      ["<0191@send.test>", "<0192@send.test>"],
    ]);
    expect(parsed.text).toContain("text part ü");
    expect(parsed.html).toContain("html part");
    const unfolded = `\r\n${raw}`.replace(/\r\n[ \t]/g, " ");
    expect(unfolded).toContain(`\r\nList-Unsubscribe: ${message().headers["List-Unsubscribe"]}\r\n`);
    expect(unfolded).toContain("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    const smtpapi = /X-SMTPAPI: (.*)\r\n/i.exec(unfolded)?.[1] ?? "";
    expect(JSON.parse(smtpapi)).toEqual(JSON.parse(message().headers["X-SMTPAPI"] as string));
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it("cannot be made to add headers or recipients", async () => {
    const server = await startServer();
    await port().deliver(
      transportTo(server.port),
      message({
        subject: "Hi\r\nBcc: evil@x.test",
        from: { name: "Ann\r\nX-Evil: 1", address: "ann@send.test" },
        headers: { "X-Note": "a\r\nX-Evil: 2" },
      }),
    );
    const parsed = await simpleParser(server.received[0] ?? "");
    expect(parsed.headers.has("x-evil")).toBe(false);
    expect(parsed.headers.has("bcc")).toBe(false);
  });

  it("reuses one connection, and makes a new client when the settings change", async () => {
    const sessions: string[] = [];
    const options: SMTPServerOptions = {
      onConnect: (session, done) => {
        sessions.push(session.id);
        done();
      },
    };
    const [one, two] = [await startServer(options), await startServer(options)];
    const mail = port();
    for (const n of [1, 2, 3]) await mail.deliver(transportTo(one.port), message({ messageId: `<${n}@send.test>` }));
    expect([one.received.length, sessions.length]).toEqual([3, 1]);
    await mail.deliver(transportTo(two.port), message());
    expect([one.received.length, two.received.length, sessions.length]).toEqual([3, 1, 2]);
  });

  it("logs in, and says when the password is wrong", async () => {
    const server = await startServer({
      authOptional: false,
      onAuth: (auth, _session, done) =>
        auth.password === "right" ? done(null, { user: "u" }) : done(new Error("no such login")),
    });
    const right = transportTo(server.port, { username: "u" }, { password: "right" });
    const wrong = transportTo(server.port, { username: "u" }, { password: "wrong" });
    const mail = port();
    expect(await mail.deliver(right, message())).toMatchObject({ kind: "accepted" });
    expect(await mail.deliver(wrong, message())).toMatchObject({ kind: "refused", isCredentialProblem: true });
    expect(await mail.checkConnection(right)).toEqual({ ok: true });
    expect(await mail.checkConnection(wrong)).toMatchObject({ ok: false });
  });

  it("does not send in the clear where STARTTLS is required", async () => {
    const server = await startServer();
    const outcome = await port().deliver(transportTo(server.port, { security: "starttls" }), message());
    expect(outcome).toMatchObject({ kind: "refused", isPermanent: false });
    expect(server.received).toEqual([]);
  });

  it.each([
    ["RCPT", 550, { kind: "refused", isPermanent: true, code: "550" }],
    ["RCPT", 451, { kind: "refused", isPermanent: false, code: "451" }],
    ["DATA", 554, { kind: "refused", isPermanent: true, code: "554" }],
    ["DATA", 452, { kind: "refused", isPermanent: false, code: "452" }],
  ])("a %s refused with %i is certain", async (stage, responseCode, expected) => {
    const refusal = Object.assign(new Error("no thanks"), { responseCode });
    const server = await startServer(
      stage === "RCPT"
        ? { onRcptTo: (_address, _session, done) => done(refusal) }
        : { onData: (stream, _session, done) => void stream.resume().on("end", () => done(refusal)) },
    );
    expect(await port().deliver(transportTo(server.port), message())).toMatchObject(expected);
  });

  it("says refused when nobody listens or the settings make no sense", async () => {
    const outcome = await port().deliver(transportTo(9), message());
    expect(outcome).toMatchObject({ kind: "refused", isPermanent: false, isCredentialProblem: false });
    const noHost = { ...transportTo(25), settings: {} };
    expect(await port().deliver(noHost, message())).toMatchObject({ kind: "refused", code: "settings" });
    expect(await port().checkConnection(noHost)).toMatchObject({ ok: false });
  });
});

describe("when the connection is cut", () => {
  const polite = (line: string) =>
    ({ EHLO: "250 hello", MAIL: "250 ok", RCPT: "250 ok", DATA: "354 go on", QUIT: "221 bye", RSET: "250 ok" })[
      line.slice(0, 4).toUpperCase()
    ] ?? null;

  it("after the message without an answer: unknown, and handed over once only", async () => {
    let ends = 0;
    const smtpPort = await startScript((line, isData) => {
      if (isData && line === ".") ends += 1;
      return isData && line === "." ? "cut" : isData ? null : polite(line);
    });
    expect(await port().deliver(transportTo(smtpPort), message())).toMatchObject({ kind: "unknown" });
    expect(ends).toBe(1);
  });

  it("before the message: refused for certain, after a second connection was tried", async () => {
    let connections = 0;
    const smtpPort = await startScript((line) => {
      if (line.startsWith("EHLO")) connections += 1;
      return line.startsWith("RCPT") ? "cut" : polite(line);
    });
    expect(await port().deliver(transportTo(smtpPort), message())).toMatchObject({
      kind: "refused",
      isPermanent: false,
    });
    expect(connections).toBe(2);
  });

  it("between two messages: the second goes out over a new connection", async () => {
    let sent = 0;
    let isFirst = true;
    const smtpPort = await startScript((line, isData) => {
      if (isData && line === ".") {
        sent += 1;
        return "250 taken";
      }
      if (line.startsWith("MAIL") && sent === 1 && isFirst) {
        isFirst = false;
        return "cut";
      }
      return isData && !/^(MAIL|RCPT|DATA|RSET|QUIT)/.test(line) ? null : polite(line);
    });
    const mail = port();
    expect(await mail.deliver(transportTo(smtpPort), message())).toMatchObject({ kind: "accepted" });
    expect(await mail.deliver(transportTo(smtpPort), message())).toMatchObject({ kind: "accepted" });
    expect(sent).toBe(2);
  });
});

import type { Socket } from "node:net";
import nodemailer from "nodemailer";
import { type SmtpSettings, smtpSettings } from "./contract.ts";
import { headerText } from "./header-text.ts";
import { type MailNetwork, openSocket } from "./open-socket.ts";
import { classifySmtpFailure, type SmtpFailure } from "./smtp-outcome.ts";
import type { DeliveryOutcome, MailTransport, OutgoingMessage } from "./types.ts";

const connectionTimeoutMs = 10_000;
const socketTimeoutMs = 45_000;
/** Well inside the lease of a claim (10 min), so that an answer always finds its row still held. */
const wholeHandOverMs = 120_000;
/** A pooled connection may have been closed by the server meanwhile; nothing was sent, so a new one is tried. */
const maxConnections = 2;

export type SmtpClient = {
  deliver(message: OutgoingMessage): Promise<DeliveryOutcome>;
  check(): Promise<{ ok: true } | { ok: false; detail: string }>;
  close(): void;
};

/**
 * A pooled client for one SMTP connection; a tenant's goes only where `network` allows.
 * @throws ZodError when the settings are incomplete
 */
export function createSmtpClient(transport: MailTransport, network: MailNetwork): SmtpClient {
  const judging = transport.isOfPlatform ? null : network;
  const mailer = createPooledMailer(smtpSettings.parse(transport.settings), transport.secrets, judging);
  const bodies = watchBodies(mailer);
  return {
    deliver: async (message) => {
      for (let attempt = 1; ; attempt++) {
        const attemptId = crypto.randomUUID();
        try {
          const info = await mailer.sendMail({ ...toNodemailer(message), attemptId } as never);
          return { kind: "accepted", providerMessageId: null, response: info.response.slice(0, 500) };
        } catch (error) {
          const outcome = classifySmtpFailure(error as SmtpFailure, bodies.isStarted(attemptId));
          if (attempt >= maxConnections || !isLostConnection(outcome)) return outcome;
        } finally {
          bodies.forget(attemptId);
        }
      }
    },
    check: () =>
      mailer.verify().then(
        () => ({ ok: true }) as const,
        (error: Error) => ({ ok: false, detail: error.message.slice(0, 500) }) as const,
      ),
    close: () => mailer.close(),
  };
}

function createPooledMailer(settings: SmtpSettings, secrets: Record<string, string>, judging: MailNetwork | null) {
  const host = settings.host.replace(/^\[|\]$/g, "");
  return nodemailer.createTransport({
    pool: true,
    // TLS asks for the certificate of this name, wherever the socket leads.
    host,
    port: settings.port,
    secure: settings.security === "tls",
    requireTLS: settings.security === "starttls",
    ignoreTLS: settings.security === "none",
    tls: { minVersion: "TLSv1.2" },
    auth: settings.username ? { user: settings.username, pass: secrets.password ?? "" } : undefined,
    maxConnections: settings.max_connections,
    maxMessages: 100,
    // The pool must never queue a message a second time by itself: whether that is safe is decided here.
    maxRequeues: 0,
    connectionTimeout: connectionTimeoutMs,
    greetingTimeout: connectionTimeoutMs,
    socketTimeout: socketTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: judging === null ? undefined : socketsTo({ host, port: settings.port }, judging),
  });
}

type SocketAnswer = (error: Error | null, options?: { connection: Socket }) => void;

/** What nodemailer asks for a socket of every new connection. */
function socketsTo(server: { host: string; port: number }, network: MailNetwork) {
  return (_options: unknown, done: SocketAnswer) => {
    openSocket(server, network, connectionTimeoutMs).then((connection) => done(null, { connection }), done);
  };
}

function toNodemailer(message: OutgoingMessage) {
  const prepared = Object.entries(message.headers).map(([name, value]) => [
    name,
    { prepared: true, foldLines: true, value: value.replace(/[\r\n]+/g, " ") },
  ]);
  return {
    from: { name: headerText(message.from.name ?? ""), address: message.from.address },
    to: { name: headerText(message.to.name ?? ""), address: message.to.address },
    envelope: { from: message.from.address, to: [message.to.address] },
    replyTo: message.replyTo,
    subject: headerText(message.subject),
    text: message.text,
    html: message.html,
    messageId: message.messageId,
    inReplyTo: message.inReplyTo,
    references: message.references,
    headers: Object.fromEntries(prepared),
    signal: AbortSignal.timeout(wholeHandOverMs),
  };
}

type BodyStream = { readableDidRead: boolean };
type Composed = { createReadStream(...args: unknown[]): BodyStream };

/** Remembers per attempt the stream that the server reads the message from: unread means certainly not sent. */
function watchBodies(mailer: ReturnType<typeof createPooledMailer>) {
  const streams = new Map<string, BodyStream>();
  mailer.use("stream", (mail, done) => {
    const composed = mail.message as unknown as Composed;
    const open = composed.createReadStream.bind(composed);
    composed.createReadStream = (...args) => {
      const stream = open(...args);
      streams.set((mail.data as unknown as { attemptId: string }).attemptId, stream);
      return stream;
    };
    done();
  });
  return {
    isStarted: (attemptId: string) => streams.get(attemptId)?.readableDidRead ?? false,
    forget: (attemptId: string) => void streams.delete(attemptId),
  };
}

function isLostConnection(outcome: DeliveryOutcome): boolean {
  return outcome.kind === "refused" && (outcome.code === "ECONNECTION" || outcome.code === "ESOCKET");
}

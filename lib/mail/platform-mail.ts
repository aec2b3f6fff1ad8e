import { isLoopbackHost } from "#lib/shared/loopback.ts";
import type { MailTransport } from "./types.ts";

/** The platform's own way to write to people who run it; never a mailbox that cold email leaves from. */
export type PlatformMail = { transport: MailTransport; from: { name: string; address: string } };

/**
 * The mail server that an URL names: `smtp://user:password@host:587` speaks STARTTLS, `smtps://…:465` TLS from the first byte; plain text
 * is spoken on this machine only. Null without an URL.
 */
export function platformMail(url: string | undefined, from: string | undefined): PlatformMail | null {
  if (url === undefined || from === undefined) return null;
  const { protocol, hostname, port, username, password } = new URL(url);
  const isTls = protocol === "smtps:";
  const plain = isLoopbackHost(hostname) ? "none" : "starttls";
  return {
    transport: {
      connectionId: "platform",
      kind: "smtp",
      isOfPlatform: true,
      settings: {
        host: hostname,
        port: port === "" ? (isTls ? 465 : 587) : Number(port),
        security: isTls ? "tls" : plain,
        username: username === "" ? null : decodeURIComponent(username),
        max_connections: 2,
      },
      secrets: password === "" ? {} : { password: decodeURIComponent(password) },
    },
    from: { name: "Outreach console", address: from },
  };
}

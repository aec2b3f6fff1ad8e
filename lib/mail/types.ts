export type ConnectionKind = "simulator" | "smtp";

/** A connection as the mail port needs it: settings as stored, secrets already decrypted. */
export type MailTransport = {
  connectionId: string;
  kind: ConnectionKind;
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
  /** its server was named by who runs the platform, so it may be on an inner network */
  isOfPlatform?: true;
};

type MailAddress = { name?: string; address: string };

export type OutgoingMessage = {
  /** RFC 5322 Message-ID with angle brackets, ours */
  messageId: string;
  from: MailAddress;
  to: MailAddress;
  replyTo?: string;
  subject: string;
  text: string;
  html: string;
  inReplyTo?: string;
  references?: string[];
  headers: Record<string, string>;
  /** our ids, echoed by the provider's events */
  customArgs: Record<string, string>;
};

/**
 * What a hand-over came to. `refused` is certain: the message was not taken. `unknown` is not: it may have been, so it is never
 * sent again (SPEC §7).
 */
export type DeliveryOutcome =
  | { kind: "accepted"; providerMessageId: string | null; response: string }
  | {
      kind: "refused";
      isPermanent: boolean;
      isCredentialProblem: boolean;
      code: string;
      detail: string;
      retryAfterMs?: number;
    }
  | { kind: "unknown"; detail: string };

export type MailPort = {
  /** Hands one message over. Never throws. */
  deliver(transport: MailTransport, message: OutgoingMessage): Promise<DeliveryOutcome>;
  /** Logs in without sending, for the connection form. Never throws. */
  checkConnection(transport: MailTransport): Promise<{ ok: true } | { ok: false; detail: string }>;
  close(): Promise<void>;
};

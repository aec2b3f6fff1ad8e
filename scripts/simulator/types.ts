/** A message as the mail port hands it over (lib/mail/types.ts), as far as the simulator needs it. */
export type GivenMessage = {
  messageId: string;
  from: { address: string };
  to: { address: string };
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  customArgs: Record<string, string>;
};

export type AcceptedMessage = {
  providerMessageId: string;
  connectionId: string;
  webhookUrl: string;
  /** ms since 1970 */
  acceptedAt: number;
  messageId: string;
  from: string;
  to: string;
  subject: string;
  customArgs: Record<string, string>;
};

/** One event in SendGrid's format, without what is only known when it is posted. */
export type PlannedEvent = {
  /** ms after acceptance at normal speed */
  delayMs: number;
  fields: Record<string, unknown> & { event: string };
};

export type PendingEvent = {
  id: string;
  connectionId: string;
  webhookUrl: string;
  /** ms since 1970 when it happens, and is posted for the first time */
  dueAt: number;
  /** failed posts so far */
  failures: number;
  body: Record<string, unknown>;
};

/** `hard`: the address is bad. `technical`: perhaps; the second one counts as hard. */
export type BounceClass = "hard" | "technical";

export type MachineReason = "sg_machine_open" | "scanner_agent" | "click_burst";

/** One provider event in our words. */
export type NormalEvent = {
  providerEventId: string | null;
  type: string;
  /** stated by the provider, moved to now when it lies more than 10 minutes ahead */
  occurredAt: Date;
  /** as stated, in whole seconds: part of the event's identity, so it never depends on our clock */
  statedSecond: number;
  /** ways to find the message, best first */
  outreachEmailId: string | null;
  smtpId: string | null;
  providerMessageId: string | null;
  recipient: string | null;
  url: string | null;
  ip: string | null;
  userAgent: string | null;
  machineReason: MachineReason | null;
  bounceClass: BounceClass | null;
  reason: string | null;
};

/** A normal event with its identity, ready to store. */
export type IncomingEvent = NormalEvent & {
  /** sha256 in hex; equal for the same event sent again under a new id */
  fingerprint: string;
  /** JSON as the provider sent it */
  payload: string;
};

export type MalformedEvent = { fingerprint: string; reason: string; payload: string };

/** An event of one message as effects are computed from it, stored or just arriving. */
export type MessageEvent = {
  /** fingerprint: identity and tie-breaker */
  key: string;
  type: string;
  atMs: number;
  machineReason: MachineReason | null;
  url: string | null;
  bounceClass: BounceClass | null;
  reason: string | null;
};

/** A key that signatures of a connection are checked against, as stored in provider_connections.webhook_keys. */
export type WebhookKey = { id: string; public_key: string; added_at: string };

/** The stored keys of a connection; anything else in the column is no key. */
export function webhookKeysOf(stored: unknown): WebhookKey[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter((key) => typeof key === "object" && key !== null && typeof key.public_key === "string");
}

/** A ledger row as matching and effects need it. */
export type LedgerMessage = {
  id: string;
  outreachId: string;
  providerMessageId: string | null;
  status: string;
  toEmail: string;
  recipientDomain: string;
  /** when the row was made, in ms */
  createdMs: number;
  /** false: no event of it is stored */
  mayHaveEvents: boolean;
  mailboxScope: number | null;
  domainScope: number | null;
  connectionScope: number | null;
  outreachStatus: string;
  /** sequence mail of the cycle its prospect is in now: only its opens and clicks are engagement */
  isOfCurrentCycle: boolean;
};

export type StoredEvent = MessageEvent & {
  id: string;
  occurredAt: Date;
  metric: number | null;
  providerEventId: string;
};

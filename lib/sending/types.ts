import type { MailDomainAnswer } from "#lib/dns/types.ts";
import type { DeliveryOutcome, MailTransport, OutgoingMessage as Message } from "#lib/mail/types.ts";
import type { PassOverReason, SendReason } from "#lib/shared/reasons.ts";

/** A message that one worker holds until its lease ends. Plain JSON: it travels through job steps. */
export type Claim = {
  tenantId: string;
  outreachEmailId: string;
  outreachId: string;
  claimId: string;
  /** can the recipient domain take mail, asked when the claim was made */
  mailDomain: MailDomainAnswer;
};

export type ClaimResult =
  | { kind: "claimed"; claim: Claim }
  /** somebody else has it, or it is settled; nothing to do */
  | { kind: "gone"; status: string }
  /** too early: come back at the time */
  | { kind: "not_yet"; scheduledAt: string }
  /** too late: the reconciler plans it anew, with its spacing */
  | { kind: "missed"; scheduledAt: string };

/** Why a message was not handed over: a ledger reason, or what is the matter with its mailbox. */
export type StopReason = SendReason | PassOverReason;

/** `skipped` never happens again for this step; `cancelled` is planned again when the reason has passed. */
export type StopVerdict = { kind: "stop"; status: "cancelled" | "skipped"; reason: StopReason };

/** What became of one message at hand-over. */
export type HandOverResult =
  | { kind: "sent" | "unknown" }
  | { kind: "cancelled" | "skipped" | "failed"; reason: string }
  /** the claim was lost (expired, cancelled or taken over): nothing was handed over by this call */
  | { kind: "gone" };

/** A message as the mail port takes it; policies know it by this name. */
export type OutgoingMessage = Message;

/** A hand-over that certainly did not happen. */
export type Refusal = Extract<DeliveryOutcome, { kind: "refused" }>;

/** Past the last check, before the hand-over itself: from here on the message may have been sent. */
export type Sending = {
  claim: Claim;
  transport: MailTransport;
  message: Message;
  /** when it became `sending`: what its reputation, cadence and caps count by */
  sentAt: Date;
};

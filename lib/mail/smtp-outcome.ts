import type { DeliveryOutcome } from "./types.ts";

export type SmtpFailure = {
  /** nodemailer's code: EAUTH, EENVELOPE, EMESSAGE, ESOCKET, ETIMEDOUT, … */
  code?: string;
  /** SMTP reply, when the server gave one */
  responseCode?: number;
  /** what was answered: "MAIL FROM", "RCPT TO", "DATA", "STARTTLS", … */
  command?: string;
  message: string;
};

/** Replies that say the login is wrong or missing (RFC 4954 §6). 454 is a passing failure of the login service. */
const credentialReplies = new Set([530, 534, 535, 538]);
/** Code of a failure: the server's address is none that a tenant's mail may go to. */
export const refusedHost = "EHOSTREFUSED";
const maxDetailLength = 500;

/**
 * What a failed SMTP hand-over came to. A reply of the server, or an end before the first byte of the message, is certain; an end
 * after it without a reply is not: the server may have taken the message (SPEC §7).
 */
export function classifySmtpFailure(failure: SmtpFailure, isBodyStarted: boolean): DeliveryOutcome {
  const detail = failure.message.slice(0, maxDetailLength);
  const reply = failure.responseCode;
  if (isBodyStarted && reply === undefined) return { kind: "unknown", detail };
  const isCredentialProblem =
    failure.code === refusedHost ||
    (failure.code === "EAUTH" && (reply === undefined || reply >= 500)) ||
    credentialReplies.has(reply ?? 0);
  return {
    kind: "refused",
    isPermanent: !isCredentialProblem && (reply ?? 0) >= 500 && isAboutMessage(failure),
    isCredentialProblem,
    code: reply === undefined ? (failure.code ?? "error") : String(reply),
    detail,
  };
}

/** Only refusals of the recipient or the message are final for it; all earlier ones are the connection's or the sender's fault. */
function isAboutMessage(failure: SmtpFailure): boolean {
  return failure.code === "EMESSAGE" || failure.command === "RCPT TO" || failure.command === "DATA";
}

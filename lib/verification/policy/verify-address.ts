import type { MailDomainAnswer } from "#lib/dns/types.ts";
import { isNeverMailAddress, isPlaceholderAddress } from "#lib/shared/address-kinds.ts";
import { emailKey } from "#lib/shared/email-key.ts";
import type { SendReason } from "#lib/shared/reasons.ts";

export type AddressVerdict =
  | { kind: "valid" }
  | { kind: "invalid"; reason: SendReason }
  /** nothing is known: asked again later, or sent anyway (`unknown_address_policy`) */
  | { kind: "unknown" };

/** What the address alone says; null when its domain must be asked (SPEC §7). */
export function judgeAddress(email: string): AddressVerdict | null {
  if (emailKey(email) === null) return { kind: "invalid", reason: "invalid_address" };
  if (isNeverMailAddress(email)) return { kind: "invalid", reason: "never_mail_address" };
  if (isPlaceholderAddress(email)) return { kind: "invalid", reason: "placeholder_address" };
  return null;
}

/** What its recipient domain says. */
export function judgeDomain(answer: MailDomainAnswer): AddressVerdict {
  if (answer.kind === "refuses") return { kind: "invalid", reason: "invalid_address" };
  return { kind: answer.kind === "accepts" ? "valid" : "unknown" };
}

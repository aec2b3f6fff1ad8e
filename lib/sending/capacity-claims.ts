import type { Settings } from "#lib/settings/contract.ts";
import { isFreeMailDomain } from "#lib/shared/free-mail.ts";
import type { LoadedSenders } from "./load-senders.ts";
import type { CapacityClaim } from "./reserve-capacity.ts";

export type MessageClaim = {
  mailboxId: string;
  campaign: { id: string; dailyLimit: number | null } | null;
  recipientDomain: string;
};

/** Everything one message counts for on its day, narrowest last (SPEC §5). Free-mail providers have no recipient-domain cap. */
export function claimsOf(
  { mailboxId, campaign, recipientDomain }: MessageClaim,
  { senders, domains }: LoadedSenders,
  settings: Settings,
): CapacityClaim[] {
  const sender = senders.get(mailboxId);
  const domainId = sender?.domainId ?? "";
  const claims: CapacityClaim[] = [
    { kind: "tenant", key: "", count: 1, cap: settings.daily_email_limit },
    { kind: "domain", key: domainId, count: 1, cap: domains.get(domainId)?.cap ?? 0 },
    { kind: "mailbox", key: mailboxId, count: 1, cap: sender?.cap ?? 0 },
  ];
  if (campaign) claims.push({ kind: "campaign", key: campaign.id, count: 1, cap: campaign.dailyLimit });
  if (!isFreeMailDomain(recipientDomain)) {
    claims.push({
      kind: "recipient_domain",
      key: recipientDomain,
      count: 1,
      cap: settings.recipient_domain_daily_limit,
    });
  }
  return claims;
}

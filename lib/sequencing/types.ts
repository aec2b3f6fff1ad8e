import type { CampaignFacts } from "#lib/campaigns/policy/campaign-steps.ts";
import type { HoldReason } from "#lib/shared/reasons.ts";
import type { BestDayPart } from "./policy/day-parts.ts";
import type { ProspectPlace } from "./policy/time-zone.ts";
import type { Transport } from "./policy/transport.ts";

/** One outbound sequence message of the current cycle that was not cancelled. */
export type CycleMessage = {
  step: number;
  status: "queued" | "claimed" | "sending" | "sent" | "unknown" | "failed" | "skipped";
  scheduledAt: Date;
  sentAt: Date | null;
  deliveredAt: Date | null;
  /** first human open */
  openedAt: Date | null;
  isOpenTracked: boolean;
  mailboxId: string | null;
  messageId: string;
  /** null when the connection is not known */
  isSimulated: boolean | null;
};

/** What decides when a prospect is next written to: the outreach row with its prospect, campaign, cycle and suppressions. */
export type SendFacts = {
  outreachId: string;
  prospectId: string;
  status: string;
  /** messages of this cycle so far; 0 = none */
  step: number;
  cycle: number;
  holdReason: HoldReason | null;
  /** since when a first message could go out: the cycle's reset, else the prospect's arrival. Known before the first message only. */
  readyAt: Date;
  /** until when a provider that could not take the message is left alone */
  notBefore: Date | null;
  lastEmailSentAt: Date | null;
  hasOpened: boolean;
  hasClicked: boolean;
  hasReplied: boolean;
  emailOpenCount: number;
  isUnsubscribed: boolean;
  isSuppressed: boolean;
  email: string | null;
  isVerified: boolean | null;
  /** known before the first message only */
  verifiedAt: Date | null;
  hasConsent: boolean;
  isRoleAddress: boolean;
  isDemo: boolean;
  place: ProspectPlace;
  tradeType: string | null;
  campaign: CampaignFacts | null;
  /** by step */
  cycleMessages: readonly CycleMessage[];
};

/** What is the same for all prospects of a tenant. */
export type TenantFacts = {
  transportsInUse: readonly Transport[];
  /** by `audienceOf`: when emails are answered best, where enough is known */
  bestDayParts: ReadonlyMap<string, BestDayPart>;
};

import { campaignStep, finalStepOf } from "#lib/campaigns/policy/campaign-steps.ts";
import type { MailDomainAnswer } from "#lib/dns/types.ts";
import { isEngagementGateOpen } from "#lib/sequencing/policy/engagement-gate.ts";
import { cycleIsSimulated, engagementOf } from "#lib/sequencing/policy/next-send.ts";
import { isInsideSendWindow } from "#lib/sequencing/policy/send-window.ts";
import { type Transport, transportProblem } from "#lib/sequencing/policy/transport.ts";
import type { SendFacts } from "#lib/sequencing/types.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { isNeverMailAddress, isPlaceholderAddress } from "#lib/shared/address-kinds.ts";
import { emailKey } from "#lib/shared/email-key.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import type { StopReason, StopVerdict } from "../types.ts";

/** One message about to be handed over, with everything locked that could change the answer. */
export type PreSendFacts = {
  prospect: SendFacts;
  message: { step: number; cycle: number; toEmail: string; hasText: boolean };
  /** what keeps the mailbox from sending, caps aside */
  senderProblem: PassOverReason | null;
  transport: Transport;
  mailDomain: MailDomainAnswer;
  /** the recipient domain bounces too much for this step; null for free-mail providers */
  recipientProblem: "recipient_domain_cooling" | "recipient_domain_blocked" | null;
};

export type PreSendVerdict = { kind: "go" } | StopVerdict;

/** Checks in the order in which a person wants to hear of them: the engine, the prospect, the address, the moment, the mailbox. */
export function preSendVerdict(facts: PreSendFacts, settings: Settings, now: Date): PreSendVerdict {
  const reason =
    engineStop(settings) ??
    prospectStop(facts) ??
    addressStop(facts, settings) ??
    campaignStop(facts, settings) ??
    gateStop(facts, settings) ??
    transportProblem(
      { isDemo: facts.prospect.isDemo, cycleIsSimulated: cycleIsSimulated(facts.prospect) },
      facts.transport,
    ) ??
    senderStop(facts) ??
    (isInsideSendWindow(facts.prospect.place, settings, now) ? null : "outside_window");
  if (reason === null) return { kind: "go" };
  return { kind: "stop", status: reason === "unsubscribed" ? "skipped" : "cancelled", reason };
}

function engineStop(settings: Settings): StopReason | null {
  if (!settings.is_active || settings.sequencer_paused) return "engine_paused";
  return (settings.company_address ?? "").trim() === "" ? "no_postal_address" : null;
}

function prospectStop({ prospect, message }: PreSendFacts): StopReason | null {
  if (prospect.isUnsubscribed) return "unsubscribed";
  if (prospect.hasReplied) return "replied";
  if (prospect.isSuppressed) return "suppressed";
  if (prospect.status !== "cold" && prospect.status !== "contacted") return "status_changed";
  if (prospect.holdReason === "manual_stop" || prospect.holdReason === "out_of_office") return "status_changed";
  const isNextStep = prospect.cycle === message.cycle && prospect.step === message.step - 1;
  if (!isNextStep || !isSameAddress(prospect.email, message.toEmail)) return "sequence_moved_on";
  return message.hasText ? null : "generation_failed";
}

function isSameAddress(current: string | null, planned: string): boolean {
  return current !== null && emailKey(current) !== null && emailKey(current) === emailKey(planned);
}

function addressStop(facts: PreSendFacts, settings: Settings): StopReason | null {
  const { prospect, message, mailDomain } = facts;
  if (isNeverMailAddress(message.toEmail)) return "never_mail_address";
  if (isPlaceholderAddress(message.toEmail)) return "placeholder_address";
  if (prospect.isRoleAddress && settings.role_address_policy === "skip") return "role_address";
  if (mailDomain.kind === "refuses") return "invalid_address";
  if (mailDomain.kind === "unknown" && settings.unknown_address_policy === "hold") return "address_unknown";
  if (facts.recipientProblem !== null) return facts.recipientProblem;
  return settings.consent_required && !prospect.hasConsent ? "no_consent" : null;
}

/** A campaign that fell silent, or a sequence that somebody shortened since the message was planned. */
function campaignStop({ prospect, message }: PreSendFacts, settings: Settings): StopReason | null {
  const { campaign } = prospect;
  if (campaign !== null && campaign.status !== "active") return "campaign_paused";
  const isOver = message.step > finalStepOf(campaign, settings.max_sequence_steps);
  return isOver || !campaignStep(campaign, message.step) ? "sequence_moved_on" : null;
}

/** The same decision as at planning, on what is known now. */
function gateStop({ prospect }: PreSendFacts, settings: Settings): StopReason | null {
  return isEngagementGateOpen(engagementOf(prospect, settings), settings) ? null : "engagement_gate";
}

const senderStops: Partial<Record<PassOverReason, StopReason>> = {
  mailbox_inactive: "mailbox_paused",
  mailbox_archived: "mailbox_paused",
  mailbox_score_paused: "health_paused",
  domain_score_paused: "health_paused",
  below_health_threshold: "health_paused",
};

function senderStop({ senderProblem }: PreSendFacts): StopReason | null {
  return senderProblem === null ? null : (senderStops[senderProblem] ?? senderProblem);
}

/** Reasons that say the address itself is no good: the prospect waits for a new one. */
export function isBadAddress(reason: string): boolean {
  return ["invalid_address", "never_mail_address", "placeholder_address"].includes(reason);
}

import { campaignStep, finalStepOf } from "#lib/campaigns/policy/campaign-steps.ts";
import type { Settings } from "#lib/settings/contract.ts";
import type { HoldReason } from "#lib/shared/reasons.ts";
import type { CycleMessage, SendFacts, TenantFacts } from "../types.ts";
import { type FollowupDelay, followupDelay } from "./cadence.ts";
import { audienceOf, type BestDayPart } from "./day-parts.ts";
import { isEngagementGateOpen } from "./engagement-gate.ts";
import { isInsideSendWindow, nextWindowStart } from "./send-window.ts";
import { momentInDayPart } from "./smart-timing.ts";
import { openSendRecheckMs, verificationMaxAgeMs } from "./thresholds.ts";
import { transportHold } from "./transport.ts";

export type NextSend =
  /** not in cold or contacted: nothing is ever scheduled */
  | { kind: "none" }
  | { kind: "hold"; reason: HoldReason }
  /** a message of the next step is on its way; `at` is when to look again */
  | { kind: "open"; at: Date }
  | {
      kind: "send";
      at: Date;
      step: number;
      delay: FollowupDelay | null;
      /** set where smart timing moved the email into the day part that its audience answers best */
      dayPart: BestDayPart | null;
    };

const openStatuses: readonly CycleMessage["status"][] = ["queued", "claimed", "sending"];
/** Set by people or by what they answered; only they, or a stated return, end these. */
const stickyHolds: readonly (HoldReason | null)[] = ["manual_stop", "out_of_office"];
const dayMs = 86_400_000;

/**
 * When a prospect is next written to, or why not (SPEC §6): the one policy behind next_send_at and hold_reason. `at` lies inside
 * the prospect's window; it is in the past only when the moment has come and the window is open now.
 */
export function nextSend(facts: SendFacts, settings: Settings, tenant: TenantFacts, now: Date): NextSend {
  if (facts.status !== "cold" && facts.status !== "contacted") return { kind: "none" };
  const stop = stopOf(facts);
  if (stop) return { kind: "hold", reason: stop };
  const open = facts.cycleMessages.find((message) => openStatuses.includes(message.status));
  if (open)
    return { kind: "open", at: new Date(Math.max(open.scheduledAt.getTime(), now.getTime()) + openSendRecheckMs) };
  const reason =
    sequenceHold(facts, settings, now) ??
    prospectHold(facts, settings) ??
    transportHold({ isDemo: facts.isDemo, cycleIsSimulated: cycleIsSimulated(facts) }, tenant.transportsInUse) ??
    verificationHold(facts, now) ??
    gateHold(facts, settings);
  if (reason) return { kind: "hold", reason };
  return whenToSend(facts, settings, tenant, now);
}

/** What no setting and no time ends. */
function stopOf(facts: SendFacts): HoldReason | null {
  if (facts.isUnsubscribed || facts.isSuppressed) return "suppressed";
  if (facts.hasReplied) return "replied";
  return stickyHolds.includes(facts.holdReason) ? facts.holdReason : null;
}

/** Where the sequence stands: over, too old, or without a next step. */
function sequenceHold(facts: SendFacts, settings: Settings, now: Date): HoldReason | null {
  const step = facts.step + 1;
  if (facts.step > 0) {
    if (facts.step >= finalStepOf(facts.campaign, settings.max_sequence_steps)) return "sequence_finished";
    const cooledBefore = now.getTime() - settings.recontact_cooldown_days * dayMs;
    if (facts.lastEmailSentAt && facts.lastEmailSentAt.getTime() <= cooledBefore) return "cooldown";
  }
  if (facts.campaign?.status === "paused") return "campaign_paused";
  if (facts.campaign && (facts.campaign.status !== "active" || !campaignStep(facts.campaign, step)))
    return "no_campaign_step";
  const spent = facts.cycleMessages.find((message) => message.step === step);
  if (spent) return spent.status === "unknown" ? "unknown_send" : "step_not_sent";
  return null;
}

function prospectHold(facts: SendFacts, settings: Settings): HoldReason | null {
  if (facts.isRoleAddress && settings.role_address_policy === "skip") return "role_address";
  return settings.consent_required && !facts.hasConsent ? "no_consent" : null;
}

function verificationHold(facts: SendFacts, now: Date): HoldReason | null {
  if (facts.step > 0) return null;
  const isFresh = facts.verifiedAt !== null && now.getTime() - facts.verifiedAt.getTime() <= verificationMaxAgeMs;
  return isFresh && facts.email !== null && facts.isVerified !== false ? null : "awaiting_verification";
}

function gateHold(facts: SendFacts, settings: Settings): HoldReason | null {
  return isEngagementGateOpen(engagementOf(facts, settings), settings) ? null : "engagement_gate";
}

/** The engagement gate's view of a prospect: shared by planning and hand-over. */
export function engagementOf(facts: SendFacts, settings: Settings) {
  return {
    nextStep: facts.step + 1,
    finalStep: finalStepOf(facts.campaign, settings.max_sequence_steps),
    hasOpened: facts.hasOpened,
    hasClicked: facts.hasClicked,
    isOpenTracked: sentMessages(facts).some((message) => message.isOpenTracked),
  };
}

/** Messages of this cycle that count as sent, in order of their step. */
export function sentMessages(facts: Pick<SendFacts, "cycleMessages">): CycleMessage[] {
  return facts.cycleMessages.filter((message) => message.status === "sent" || message.status === "unknown");
}

/** The kind of connection this cycle runs on; null before its first message, or when that is not known. */
export function cycleIsSimulated(facts: Pick<SendFacts, "cycleMessages">): boolean | null {
  return sentMessages(facts).find((message) => message.isSimulated !== null)?.isSimulated ?? null;
}

function whenToSend(facts: SendFacts, settings: Settings, tenant: TenantFacts, now: Date): NextSend {
  const delay = facts.step === 0 ? null : delayOf(facts, settings);
  const readyAt =
    delay === null ? facts.readyAt : new Date((facts.lastEmailSentAt ?? now).getTime() + delay.hours * 3_600_000);
  const dueAt = facts.notBefore !== null && facts.notBefore > readyAt ? facts.notBefore : readyAt;
  const preferred = preferredMoment(facts, settings, tenant, dueAt);
  const at = insideWindow(facts, settings, preferred?.at ?? dueAt, now);
  const isPreferred = at.getTime() === preferred?.at.getTime();
  return { kind: "send", at, step: facts.step + 1, delay, dayPart: isPreferred ? (preferred?.dayPart ?? null) : null };
}

/** Counted from when the email could first go, not from now: the wait happens once and ends within 24 h, whoever asks and when. */
function preferredMoment(facts: SendFacts, settings: Settings, tenant: TenantFacts, dueAt: Date) {
  const audience = settings.smart_timing_enabled ? audienceOf(facts.tradeType, facts.place.stateCode) : null;
  const dayPart = audience === null ? undefined : tenant.bestDayParts.get(audience);
  if (!dayPart) return null;
  const at = momentInDayPart(facts.place, settings, nextWindowStart(facts.place, settings, dueAt), dayPart);
  return at && { at, dayPart };
}

function delayOf(facts: SendFacts, settings: Settings): FollowupDelay {
  const last = sentMessages(facts).at(-1);
  const cadenceFacts = {
    emailOpenCount: facts.emailOpenCount,
    hasClicked: facts.hasClicked,
    hasOpened: facts.hasOpened,
    step: facts.step,
    lastSentAt: last?.sentAt ?? facts.lastEmailSentAt,
    lastDeliveredAt: last?.deliveredAt ?? null,
    lastOpenedAt: last?.openedAt ?? null,
  };
  const base = campaignStep(facts.campaign, facts.step + 1)?.delay_hours ?? settings.sequence_delay_hours;
  return followupDelay(cadenceFacts, base, settings.min_followup_delay_hours);
}

/** The first open moment from `dueAt` on; an overdue one keeps its place in line while the window is open. */
function insideWindow(facts: SendFacts, settings: Settings, dueAt: Date, now: Date): Date {
  if (dueAt > now) return nextWindowStart(facts.place, settings, dueAt);
  return isInsideSendWindow(facts.place, settings, now) ? dueAt : nextWindowStart(facts.place, settings, now);
}

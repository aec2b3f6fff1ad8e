import { matchesCampaign } from "#lib/campaigns/policy/matches-campaign.ts";
import { claimsOf } from "#lib/sending/capacity-claims.ts";
import type { LoadedSenders, PlannedSender } from "#lib/sending/load-senders.ts";
import { fullReasons } from "#lib/sending/policy/capacity.ts";
import { type ChoiceFacts, chooseSenderProfile, type SenderChoice } from "#lib/sending/policy/choose-sender.ts";
import { recipientDomainOf } from "#lib/shared/email-key.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import type { FactRow } from "./fact-row.ts";
import { findRoom, slotClaim, type Timetable } from "./find-room.ts";
import { toCampaign } from "./load-facts.ts";
import type { RunFrame } from "./planning-state.ts";
import type { FollowupDelay } from "./policy/cadence.ts";
import type { BestDayPart } from "./policy/day-parts.ts";
import { cycleIsSimulated, type NextSend, nextSend, sentMessages } from "./policy/next-send.ts";
import { type RecipientBounce, recipientDomainBlock } from "./policy/recipient-domain.ts";
import { nextWindowStart } from "./policy/send-window.ts";
import { unhealthyRetryMs } from "./policy/thresholds.ts";
import type { CampaignRow } from "./repo-facts.ts";
import type { SendFacts, TenantFacts } from "./types.ts";

/** Everything a batch knows beside its rows. */
export type BatchFacts = {
  tenant: TenantFacts;
  senders: LoadedSenders;
  campaigns: readonly CampaignRow[];
  bounces: ReadonlyMap<string, readonly RecipientBounce[]>;
  previousMailbox: ReadonlyMap<string, string>;
};

export type RowDecision =
  /** not (any more) to be sent now: what the policy says instead */
  | { kind: "not_due"; next: NextSend }
  /** the tenant's own limit is used up: the run is over, the row stays due */
  | { kind: "stop" }
  | {
      kind: "none";
      reason: PassOverReason;
      retryAt: Date;
      campaign: CampaignRow | null;
      waitingSince: Date | null;
      waitsFor: Extract<SenderChoice, { kind: "none" }>["waitsFor"];
      passedOver: object[];
    }
  | {
      kind: "queue";
      step: number;
      delay: FollowupDelay | null;
      /** what smart timing waited for */
      dayPart: BestDayPart | null;
      /** Message-ID of the cycle's latest message */
      answers: string | null;
      campaign: CampaignRow | null;
      choice: Extract<SenderChoice, { kind: "selected" }>;
    };

/** Decides about one due prospect; takes nothing from the timetable. `id`: of the ledger row it may become. */
export function decideRow(
  id: string,
  row: FactRow,
  given: SendFacts,
  batch: BatchFacts,
  frame: RunFrame,
  table: Timetable,
): RowDecision {
  const campaign = campaignOf(row, batch.campaigns);
  const facts = { ...given, campaign: campaign && toCampaign(campaign) };
  const next = nextSend(facts, frame.settings, batch.tenant, frame.now);
  if (next.kind !== "send" || next.at > frame.now) return { kind: "not_due", next };
  const recipientDomain = recipientDomainOf(facts.email ?? "");
  const none = (reason: PassOverReason, retryAt: Date): RowDecision => ({
    kind: "none",
    reason,
    retryAt,
    campaign,
    // What stops it for a day does not end its wait for a mailbox.
    waitingSince: waitingSince(row.last_decision),
    waitsFor: null,
    passedOver: [],
  });
  const block = recipientDomainBlock(batch.bounces.get(recipientDomain) ?? [], next.step === 1, frame.now);
  if (block) return none(block.reason, nextWindowStart(facts.place, frame.settings, block.until));
  const claims = claimsFor("", campaign, recipientDomain, batch, frame);
  const shared = table.book.firstFull(claims.filter(({ kind }) => kind !== "mailbox" && kind !== "domain"));
  if (shared?.kind === "tenant") return { kind: "stop" };
  if (shared) return none(fullReasons[shared.kind], nextWindowStart(facts.place, frame.settings, frame.dayEnd));
  const plannedOf = (mailboxId: string) => batch.senders.senders.get(mailboxId) as PlannedSender;
  const choice = chooseSenderProfile(
    choiceFacts(row, facts, next.step, batch, frame),
    batch.senders.pool,
    ({ mailboxId, domainId }) =>
      findRoom(plannedOf(mailboxId), batch.senders.domains.get(domainId), { id, place: facts.place }, frame, table),
    {
      now: frame.now,
      unhealthyRetryAt: nextWindowStart(facts.place, frame.settings, new Date(frame.now.getTime() + unhealthyRetryMs)),
    },
  );
  if (choice.kind === "none") return { ...choice, campaign };
  const answers = sentMessages(facts).at(-1)?.messageId ?? null;
  return { kind: "queue", step: next.step, delay: next.delay, dayPart: next.dayPart, answers, campaign, choice };
}

/** A prospect without a campaign joins the oldest active one that wants it, before its first message of a cycle (SPEC §6). */
function campaignOf(row: FactRow, campaigns: readonly CampaignRow[]): CampaignRow | null {
  if (row.campaign_id !== null) return campaigns.find((campaign) => campaign.id === row.campaign_id) ?? null;
  if (row.status !== "cold" || row.step !== 0) return null;
  const candidate = { tradeType: row.trade_type, stateCode: row.state_code, city: row.city, zip: row.zip };
  const wants = (campaign: CampaignRow) =>
    campaign.status === "active" &&
    matchesCampaign({ targetTrades: campaign.target_trades, targetLocations: campaign.target_locations }, candidate);
  return campaigns.find(wants) ?? null;
}

function choiceFacts(
  row: FactRow,
  facts: SendFacts,
  step: number,
  batch: BatchFacts,
  { settings }: RunFrame,
): ChoiceFacts {
  return {
    prospectId: facts.prospectId,
    step,
    cycle: facts.cycle,
    rotation: settings.sender_rotation,
    isDemo: facts.isDemo,
    cycleIsSimulated: cycleIsSimulated(facts),
    cycleMailboxId: sentMessages(facts).at(-1)?.mailboxId ?? null,
    previousCycleMailboxId: batch.previousMailbox.get(facts.outreachId) ?? null,
    waitingSince: waitingSince(row.last_decision),
  };
}

function waitingSince(decision: unknown): Date | null {
  const text = (decision as { waiting_since?: unknown } | null)?.waiting_since;
  return typeof text === "string" ? new Date(text) : null;
}

function claimsFor(
  mailboxId: string,
  campaign: CampaignRow | null,
  recipientDomain: string,
  { senders }: BatchFacts,
  { settings }: RunFrame,
) {
  const limited = campaign && { id: campaign.id, dailyLimit: campaign.daily_limit };
  return claimsOf({ mailboxId, campaign: limited, recipientDomain }, senders, settings);
}

/** Takes what a queued message needs from the timetable. */
export function takeRoom(
  row: FactRow,
  { campaign, choice }: Extract<RowDecision, { kind: "queue" }>,
  batch: BatchFacts,
  frame: RunFrame,
  table: Timetable,
): void {
  const { mailboxId } = choice.sender;
  const slot = slotClaim(batch.senders.senders.get(mailboxId) as PlannedSender, frame);
  const claims = claimsFor(mailboxId, campaign, recipientDomainOf(row.email ?? ""), batch, frame);
  table.book.take([...claims, ...slot]);
  table.placed += slot.length;
  table.lastScheduled.set(mailboxId, choice.scheduledAt);
}

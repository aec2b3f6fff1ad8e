import type { Tx } from "#lib/db/types.ts";
import { jobCatalogue } from "#lib/jobs/catalogue.ts";
import { nextRunAt } from "#lib/jobs/policy/next-run.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { loadSendFacts, loadTenantFacts } from "#lib/sequencing/load-facts.ts";
import type { DueObstacle } from "#lib/sequencing/policy/due-obstacle.ts";
import { nextSend } from "#lib/sequencing/policy/next-send.ts";
import type { ProspectPlace } from "#lib/sequencing/policy/time-zone.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import type { NextStep } from "./contract-detail.ts";
import type { FoundOutreach } from "./describe-prospect.ts";
import { explainNext, passedOverFor } from "./policy/explain-next.ts";
import { clearedByRecontact, explainRecontact, type RecontactOutlook } from "./policy/explain-recontact.ts";
import { explainPassedOver } from "./policy/explain-sender.ts";
import { haltedBy, type SteeringAct } from "./policy/explain-steering.ts";
import { explainWait } from "./policy/explain-wait.ts";
import { obstacleAt, readRoom } from "./read-room.ts";
import { readFactRows, type TimelineEmail } from "./repo-timeline.ts";

const openStatuses = ["queued", "claimed", "sending"];

type Place = {
  outreach: FoundOutreach;
  emails: TimelineEmail[];
  /** what people did to where it stands, newest first */
  acts: readonly SteeringAct[];
  campaign: { name: string } | null;
  settings: Settings;
  zone: string;
  place: ProspectPlace;
  health: HealthMaps | "unavailable";
  /** false: re-contact is turned off for the whole installation */
  isRecontactAvailable: boolean;
  /** it has an address, and that has not bounced */
  hasNewAddress: boolean;
};

/** Why and when next, in words: from what is stored, and from the policy that decides it. */
export async function describeNext(tx: Tx, given: Place, now: Date): Promise<NextStep> {
  const { outreach, emails, campaign, settings, zone } = given;
  const open = emails.find((email) => openStatuses.includes(email.status));
  const facts = {
    status: outreach.status,
    step: outreach.outreach_sequence_step,
    nextSendAt: outreach.next_send_at,
    holdReason: outreach.hold_reason,
    lastDecision: outreach.last_decision,
    campaign: campaign?.name ?? null,
    openEmail: open ? { status: open.status, step: open.sequence_step, scheduledAt: open.scheduled_at } : null,
    obstacle: await obstacleOf(tx, given, now),
    hasNewAddress: given.hasNewAddress,
  };
  const next = explainNext(facts, now);
  const policy = next.kind === "scheduled" ? await policyOf(tx, outreach, settings, now) : null;
  const { delay, timing } = policy ?? { delay: null, timing: null };
  const lastEmailSentAt = outreach.last_email_sent_at;
  const wait = explainWait({ next, lastEmailSentAt, delay, timing, zone, settings }, now);
  const outlook = next.kind === "held" ? outlookOf(given, now) : null;
  const { isDue, waitsFor, ...said } = next;
  return {
    ...said,
    clears: clearedByRecontact(next.reason, outlook) ?? next.clears,
    is_due: isDue,
    at: next.at?.toISOString() ?? null,
    waits_for: waitsFor && {
      mailbox_id: waitsFor.mailboxId,
      from_email: waitsFor.fromEmail,
      back_at: waitsFor.backAt?.toISOString() ?? null,
      take_over_at: waitsFor.takeOverAt.toISOString(),
    },
    because: wait.because,
    not_today: wait.notToday,
    recontact_at: outlook && outlook.refusal === null ? outlook.restedAt.toISOString() : null,
    recontact: outlook && recontactView(outlook, settings, now),
    halted_by: haltedByView(given),
    passed_over: next.kind === "scheduled" ? explainPassedOver(outreach.last_decision) : [],
  };
}

function haltedByView({ outreach, acts }: Place): NextStep["halted_by"] {
  const { status, hold_reason: holdReason, last_email_replied_at: lastEmailRepliedAt } = outreach;
  const act = haltedBy(acts, { status, holdReason, lastEmailRepliedAt });
  return act && { action: act.action, by: act.by, at: act.at.toISOString(), reason: act.reason };
}

function outlookOf({ outreach, settings, isRecontactAvailable }: Place, now: Date): RecontactOutlook | null {
  const facts = {
    status: outreach.status,
    step: outreach.outreach_sequence_step,
    cycle: outreach.re_contact_cycle,
    holdReason: outreach.hold_reason,
    lastEmailSentAt: outreach.last_email_sent_at,
    isAvailable: isRecontactAvailable,
    settings,
  };
  return explainRecontact(facts, now);
}

function recontactView({ restedAt, isRested, refusal }: RecontactOutlook, settings: Settings, now: Date) {
  const from = isRested ? now : restedAt;
  const runAt = refusal ? null : nextRunAt(jobCatalogue["run-recontact"].schedule, settings.send_timezone, from);
  return {
    is_rested: isRested,
    run_at: runAt?.toISOString() ?? null,
    daily_release: settings.recontact_daily_release,
    refusal: refusal && { reason: refusal, ...describeReason(refusal) },
  };
}

/** What keeps it from being planned now; asked for only when it is due, or was put off when planning looked at it. */
async function obstacleOf(
  tx: Tx,
  { outreach, settings, place, health }: Place,
  now: Date,
): Promise<DueObstacle | null> {
  const { id, tenant_id: tenantId, next_send_at: at, last_decision: decision } = outreach;
  if (at === null || (at > now && passedOverFor(decision) === null)) return null;
  return obstacleAt(await readRoom(tx, tenantId, { settings, health, now }, [id]), id, place);
}

/** What the policy goes by: how long the cadence makes a follow-up wait, and the day part that smart timing chose. */
async function policyOf(tx: Tx, outreach: FoundOutreach, settings: Settings, now: Date) {
  const { tenant_id: tenantId, id } = outreach;
  const { facts } = await loadSendFacts(tx, tenantId, await readFactRows(tx, tenantId, [id]));
  const fact = facts[0];
  if (!fact) return null;
  const next = nextSend(fact, settings, await loadTenantFacts(tx, tenantId), now);
  if (next.kind !== "send") return null;
  const isStored = next.at.getTime() === outreach.next_send_at?.getTime();
  const timing = isStored && next.dayPart && { ...next.dayPart, trade: fact.tradeType, state: fact.place.stateCode };
  return { delay: next.delay, timing: timing || null };
}

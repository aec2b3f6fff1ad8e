import type { Tx } from "#lib/db/types.ts";
import type { EngineEvent } from "#lib/engine/events.ts";
import { recipientDomainOf } from "#lib/shared/email-key.ts";
import { localTimeText } from "#lib/shared/zone-clock.ts";
import type { RowDecision } from "./decide-row.ts";
import type { FactRow } from "./fact-row.ts";
import type { RunFrame } from "./planning-state.ts";
import { openSendRecheckMs } from "./policy/thresholds.ts";
import { zonesOfProspect } from "./policy/time-zone.ts";
import { toWrite } from "./recompute-next-send.ts";
import { writeNextSends } from "./repo-facts.ts";
import { insertLedgerRows, type NewLedgerRow, type PlannedWrite, writePlanned } from "./repo-planning.ts";

type Decided = { id: string; row: FactRow; decision: RowDecision };
type Queued = Decided & { decision: Extract<RowDecision, { kind: "queue" }> };
type None = Decided & { decision: Extract<RowDecision, { kind: "none" }> };

const isQueued = (decided: Decided): decided is Queued => decided.decision.kind === "queue";
const isNone = (decided: Decided): decided is None => decided.decision.kind === "none";

/** Writes what a batch decided: ledger rows and outreach rows. Returns the events to publish once the transaction is committed. */
export async function storeDecisions(
  tx: Tx,
  frame: RunFrame,
  decisions: readonly Decided[],
): Promise<Extract<EngineEvent, { type: "emailQueued" }>[]> {
  const queued = decisions.filter(isQueued);
  const ledger = queued.map((decided) => toLedgerRow(decided, frame));
  if (ledger.length > 0) await insertLedgerRows(tx, frame.tenantId, frame.day, ledger, frame.now);
  await writePlanned(
    tx,
    frame.tenantId,
    [...queued.map(toQueuedWrite), ...decisions.filter(isNone).map(toNoneWrite)],
    frame.now,
  );
  const notDue = decisions.flatMap(({ row, decision }) =>
    decision.kind === "not_due" ? [toWrite(row.outreach_id, decision.next)] : [],
  );
  await writeNextSends(tx, frame.tenantId, notDue, frame.now);
  return ledger.map(({ id, mailboxId, scheduledAt }) => ({
    type: "emailQueued",
    tenantId: frame.tenantId,
    outreachEmailId: id,
    mailboxId,
    scheduledAt,
  }));
}

function toLedgerRow({ id, row, decision }: Queued, { settings }: RunFrame): NewLedgerRow {
  const { sender, scheduledAt, passedOver, continuesThread } = decision.choice;
  const toEmail = row.email ?? "";
  const { zones } = zonesOfProspect({ zip: row.zip, stateCode: row.state_code }, settings.send_timezone);
  return {
    id,
    outreachId: row.outreach_id,
    campaignId: decision.campaign?.id ?? null,
    cycle: row.cycle,
    step: decision.step,
    mailboxId: sender.mailboxId,
    connectionId: sender.connectionId,
    fromEmail: sender.fromEmail,
    toEmail,
    recipientDomain: recipientDomainOf(toEmail),
    messageId: `<${id}@${sender.domain}>`,
    inReplyTo: continuesThread ? decision.answers : null,
    scheduledAt,
    decision: {
      kind: "selected",
      mailbox: { id: sender.mailboxId, from_email: sender.fromEmail, domain: sender.domain, score: sender.score },
      passed_over: passedOver,
      scheduled_at: scheduledAt.toISOString(),
      local_time: localTimeText(zones[0], scheduledAt),
      time_zone: zones[0],
      delay: decision.delay && { hours: decision.delay.hours, tier: decision.delay.tier, label: decision.delay.label },
      day_part: decision.dayPart,
    },
  };
}

function toQueuedWrite({ row, decision }: Queued): PlannedWrite {
  return {
    outreachId: row.outreach_id,
    campaignId: decision.campaign?.id ?? row.campaign_id,
    nextSendAt: new Date(decision.choice.scheduledAt.getTime() + openSendRecheckMs),
    decision: null,
  };
}

function toNoneWrite({ row, decision }: None): PlannedWrite {
  const { reason, retryAt, waitingSince, passedOver, campaign } = decision;
  return {
    outreachId: row.outreach_id,
    campaignId: campaign?.id ?? row.campaign_id,
    nextSendAt: retryAt,
    decision: {
      kind: "none",
      reason,
      retry_at: retryAt.toISOString(),
      waiting_since: waitingSince?.toISOString() ?? null,
      passed_over: passedOver,
    },
  };
}

import type { Tx } from "#lib/db/types.ts";
import type { EngineEvent } from "#lib/engine/events.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { type LoadedSenders, loadSenders } from "#lib/sending/load-senders.ts";
import { lockCapacityDays, noteReservations } from "#lib/sending/repo-capacity.ts";
import { reserveCapacity } from "#lib/sending/reserve-capacity.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import type { SendReason } from "#lib/shared/reasons.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import { type BatchFacts, decideRow, type RowDecision, takeRoom } from "./decide-row.ts";
import type { FactRow } from "./fact-row.ts";
import type { Timetable } from "./find-room.ts";
import { loadBatchFacts, openTimetable } from "./load-batch.ts";
import { closedReason } from "./open-run.ts";
import { type Allowance, type RunFrame, runAllowance, runFrame } from "./planning-state.ts";
import { type DueLane, lockDueRows, newIds } from "./repo-planning.ts";
import { storeDecisions } from "./store-decisions.ts";

export type BatchRequest = {
  /** as the run began; a batch goes by the settings that are stored */
  frame: RunFrame;
  health: HealthMaps | "unavailable";
  lane: DueLane;
  limit: number;
  withoutCampaigns: readonly string[];
  /** as the batch before left it */
  allowance: Allowance;
  /** what the run has placed so far and expects to place */
  spread: { expected: number; placed: number };
};

export type BatchResult = {
  rows: number;
  queued: Extract<EngineEvent, { type: "emailQueued" }>[];
  passedOver: string[];
  /** rows left as they were because the tenant's limit is used up */
  leftDue: number;
  allowance: Allowance;
  placed: number;
  /** campaigns whose daily limit is used up */
  fullCampaigns: string[];
  /** why nothing is planned any more */
  closed: SendReason | null;
};

const nothing = { rows: 0, queued: [], passedOver: [], leftDue: 0, fullCampaigns: [], closed: null };

/**
 * Plans the next due rows of a lane in one transaction: rows locked, capacity reserved and ledger rows written together, so a crash
 * leaves nothing half done and two runs never plan the same row (SPEC §6). What the settings say meanwhile holds at once, the kill switch
 * before all (SPEC §11).
 */
export async function planBatch(tx: Tx, request: BatchRequest): Promise<BatchResult> {
  const { tenantId, now } = request.frame;
  const unchanged = { ...nothing, allowance: request.allowance, placed: request.spread.placed };
  const settings = await loadSettings(tx, tenantId);
  const closed = closedReason(settings);
  if (closed) return { ...unchanged, closed };
  const frame = runFrame(tenantId, settings, now, calendarDay(settings.send_timezone, now));
  const { lane, limit, withoutCampaigns } = request;
  const rows = await lockDueRows(tx, { tenantId, lane, now, limit, withoutCampaigns });
  return rows.length === 0 ? unchanged : planRows(tx, request, frame, rows);
}

async function planRows(
  tx: Tx,
  request: BatchRequest,
  frame: RunFrame,
  rows: readonly FactRow[],
): Promise<BatchResult> {
  const ids = await newIds(tx, rows.length);
  const { facts, ...others } = await loadBatchFacts(tx, frame, rows);
  await lockCapacityDays(tx, frame.tenantId, [frame.day]);
  const senders = await loadSenders(tx, frame.tenantId, {
    settings: frame.settings,
    health: request.health,
    now: frame.now,
  });
  const table = await openTimetable(tx, frame, rows, senders, request.spread);
  const batch: BatchFacts = { ...others, senders };
  const decisions: { id: string; row: FactRow; decision: RowDecision }[] = [];
  for (const [index, row] of rows.entries()) {
    const [id, fact] = [ids[index], facts[index]];
    if (id === undefined || fact === undefined) throw new AppError("internal", "A due row came without its facts.");
    const decision = decideRow(id, row, fact, batch, frame, table);
    if (decision.kind === "stop") break;
    decisions.push({ id, row, decision });
    if (decision.kind !== "queue") continue;
    takeRoom(row, decision, batch, frame, table);
    if (runAllowance(frame, senders, table.book).total <= 0) break;
  }
  await bookTaken(tx, frame, senders, table);
  const queued = await storeDecisions(tx, frame, decisions);
  return {
    rows: rows.length,
    queued,
    passedOver: decisions.flatMap(({ decision }) => passedOverReason(decision) ?? []),
    leftDue: rows.length - decisions.length,
    allowance: runAllowance(frame, senders, table.book),
    placed: table.placed,
    fullCampaigns: batch.campaigns
      .filter(({ id, daily_limit }) => daily_limit !== null && table.book.used("campaign", id) >= daily_limit)
      .map(({ id }) => id),
    closed: null,
  };
}

async function bookTaken(tx: Tx, frame: RunFrame, senders: LoadedSenders, table: Timetable): Promise<void> {
  const claims = table.book.taken();
  if (claims.length === 0) return;
  const reservation = await reserveCapacity(tx, { tenantId: frame.tenantId, day: frame.day, claims });
  if (reservation.kind === "full") throw new AppError("internal", `Planned over a cap: ${reservation.reason}.`);
  const mailboxes = [...table.lastScheduled].map(([mailboxId, lastScheduledAt]) => ({ mailboxId, lastScheduledAt }));
  const used = new Set(mailboxes.map(({ mailboxId }) => senders.senders.get(mailboxId)?.domainId));
  const domains = [...senders.domains.values()].filter(({ domainId }) => used.has(domainId));
  await noteReservations(tx, frame.tenantId, mailboxes, domains, frame.now);
}

function passedOverReason(decision: RowDecision): string | null {
  if (decision.kind === "none") return decision.reason;
  if (decision.kind !== "not_due") return null;
  if (decision.next.kind === "hold") return decision.next.reason;
  return decision.next.kind === "open" ? "already_queued" : "not_due";
}

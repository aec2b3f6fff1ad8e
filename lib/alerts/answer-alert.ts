import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { toAlertView } from "./alert-view.ts";
import type { AlertView } from "./contract.ts";
import { lockAlert, noteOnAlert } from "./repo.ts";
import type { AlertRow } from "./types.ts";

type Answer = { tenantId: string; actor: Actor; id: string; requestId?: string };

const hourMs = 3_600_000;

/**
 * Somebody sees to an open alert; it says so until it ends or gets graver. A second time changes the name and the note.
 * @throws AppError not_found, conflict when it is over
 */
export async function acknowledgeAlert(ctx: EngineContext, answer: Answer & { note?: string }): Promise<AlertView> {
  const note = answer.note === undefined || answer.note === "" ? null : answer.note;
  const change = { acknowledged_at: ctx.now(), acknowledged_by: answer.actor.label, acknowledge_note: note };
  return answerAlert(ctx, answer, "alert.acknowledged", note, change);
}

/**
 * Takes an acknowledgement back: the alert waits for somebody again. Of one that nobody has acknowledged it changes nothing.
 * @throws AppError not_found, conflict when it is over
 */
export async function withdrawAcknowledgement(ctx: EngineContext, answer: Answer): Promise<AlertView> {
  const change = { acknowledged_at: null, acknowledged_by: null, acknowledge_note: null };
  return answerAlert(ctx, answer, "alert.acknowledgement_withdrawn", null, change);
}

/**
 * Puts an open alert off: for so many hours it is not among those that press. Null hours end that.
 * @throws AppError not_found, conflict when it is over
 */
export async function snoozeAlert(ctx: EngineContext, answer: Answer & { hours: number | null }): Promise<AlertView> {
  const { hours } = answer;
  const until = hours === null ? null : new Date(ctx.now().getTime() + hours * hourMs);
  return answerAlert(ctx, answer, until === null ? "alert.snooze_ended" : "alert.snoozed", null, {
    snoozed_until: until,
  });
}

type Change = Parameters<typeof noteOnAlert>[2];

async function answerAlert(
  ctx: EngineContext,
  { tenantId, actor, id, requestId }: Answer,
  action: string,
  reason: string | null,
  change: Change,
): Promise<AlertView> {
  return ctx.forTenant(tenantId, async (tx) => {
    const before = await lockOpen(tx, tenantId, id);
    if (isWithdrawal(change) && isBlank(before, change)) return toAlertView(before);
    const after = await noteOnAlert(tx, before, change);
    const target = { targetKind: "alert", targetId: id };
    const states = { before: pick(before, change), after: { ...pick(after, change), title: after.title } };
    await writeAudit(tx, { tenantId, actor, action, ...target, ...states, reason, requestId });
    return toAlertView(after);
  });
}

async function lockOpen(tx: Tx, tenantId: string, id: string): Promise<AlertRow> {
  const alert = await lockAlert(tx, tenantId, id);
  if (alert === null) throw notFound("alert");
  if (alert.closed_at !== null) throw new AppError("conflict", "This alert is over: there is nothing left to see to.");
  return alert;
}

const isWithdrawal = (change: Change) => Object.values(change).every((value) => value === null);

const isBlank = (alert: AlertRow, change: Change) =>
  Object.values(pick(alert, change)).every((value) => value === null);

function pick(alert: AlertRow, change: Change): Record<string, unknown> {
  return Object.fromEntries(Object.keys(change).map((name) => [name, alert[name as keyof AlertRow]]));
}

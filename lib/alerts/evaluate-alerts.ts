import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { loadAlertFacts } from "./load-facts.ts";
import { findCauses } from "./policy/find-causes.ts";
import { type AlertChanges, planChanges } from "./policy/plan-changes.ts";
import { graver } from "./policy/severity.ts";
import { readReputation } from "./read-reputation.ts";
import { closeAlert, insertAlert, lockAlerts, markGone, selectOpenAlerts, updateAlert } from "./repo.ts";
import type { AlertRow, NoticeEvent } from "./types.ts";
import { writeNotices } from "./write-notices.ts";

export type AlertCounts = { open: number; opened: number; escalated: number; closed: number };

type Notice = { event: NoticeEvent; alert: AlertRow };

/**
 * Opens an alert for every cause that has begun, brings up to date those that go on, and closes those whose cause is gone. The notices
 * people are to get are written in the same transaction. Again, and at once, is harmless: one evaluation of a tenant at a time.
 */
export async function evaluateAlerts(ctx: EngineContext, { tenantId }: { tenantId: string }): Promise<AlertCounts> {
  const reputation = await readReputation(ctx, tenantId);
  const now = ctx.now();
  const work = async (tx: Tx): Promise<AlertCounts> => {
    await lockAlerts(tx, tenantId);
    const open = await selectOpenAlerts(tx, tenantId);
    const facts = await loadAlertFacts(ctx, tx, tenantId, reputation);
    const causes = findCauses(facts, new Set(open.map((alert) => alert.key)), now);
    const changes = planChanges(open, causes, now);
    await writeNotices(ctx, tx, tenantId, await store(tx, tenantId, changes, now));
    const [opened, escalated, closed] = [changes.opened.length, changes.escalated.length, changes.closed.length];
    return { open: open.length + opened - closed, opened, escalated, closed };
  };
  return ctx.forTenant(tenantId, work, { timeoutMs: 60_000 });
}

/** Writes what has changed and answers what people are to be told of. */
async function store(tx: Tx, tenantId: string, changes: AlertChanges<AlertRow>, now: Date): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const { key, cause } of changes.opened) {
    notices.push({ event: "opened", alert: await insertAlert(tx, tenantId, key, cause, now) });
  }
  for (const { alert, cause } of changes.escalated) {
    const peakSeverity = graver(alert.peak_severity, cause.severity);
    const escalated = await updateAlert(tx, alert, cause, { now, peakSeverity, isEscalation: true });
    notices.push({ event: "escalated", alert: escalated });
  }
  for (const { alert, cause } of changes.held) {
    await updateAlert(tx, alert, cause, { now, peakSeverity: alert.peak_severity, isEscalation: false });
  }
  const fading = changes.fading.map((alert) => alert.id);
  await markGone(tx, tenantId, fading, now);
  for (const alert of changes.closed) notices.push({ event: "closed", alert: await closeAlert(tx, alert, now) });
  return notices;
}

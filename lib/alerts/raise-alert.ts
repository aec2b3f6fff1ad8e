import type { EngineContext } from "#lib/engine/context.ts";
import type { alertKinds } from "./kinds.ts";
import { causeKey } from "./policy/cause-key.ts";
import { graver, severityRank } from "./policy/severity.ts";
import { closeAlert, findOpenAlert, insertAlert, lockAlerts, updateAlert } from "./repo.ts";
import type { AlertScope, Cause } from "./types.ts";
import { writeNotices } from "./write-notices.ts";

type RaisedKind = {
  [K in keyof typeof alertKinds]: (typeof alertKinds)[K]["source"] extends "raised" ? K : never;
}[keyof typeof alertKinds];

/** A cause that another job has found; what evaluations look for themselves is not raised. */
export type RaisedCause = Cause & { kind: RaisedKind };

/** Opens an alert for a cause, or brings the open one up to date. The notices go with the next evaluation, minutes from now. */
export async function raiseAlert(ctx: EngineContext, tenantId: string, cause: RaisedCause): Promise<void> {
  const key = causeKey(cause.kind, cause.scope);
  const now = ctx.now();
  await ctx.forTenant(tenantId, async (tx) => {
    await lockAlerts(tx, tenantId);
    const open = await findOpenAlert(tx, tenantId, key);
    if (open === null) {
      const alert = await insertAlert(tx, tenantId, key, cause, now);
      return writeNotices(ctx, tx, tenantId, [{ event: "opened", alert }]);
    }
    const isEscalation = severityRank(cause.severity) > severityRank(open.severity);
    const peakSeverity = graver(open.peak_severity, cause.severity);
    const alert = await updateAlert(tx, open, cause, { now, peakSeverity, isEscalation });
    if (isEscalation) await writeNotices(ctx, tx, tenantId, [{ event: "escalated", alert }]);
  });
}

/** The cause is gone: closes its alert, if one is open. */
export async function clearAlert(
  ctx: EngineContext,
  tenantId: string,
  cause: { kind: RaisedKind; scope: Pick<AlertScope, "kind" | "id"> },
): Promise<void> {
  await ctx.forTenant(tenantId, async (tx) => {
    await lockAlerts(tx, tenantId);
    const open = await findOpenAlert(tx, tenantId, causeKey(cause.kind, cause.scope));
    if (open === null) return;
    await writeNotices(ctx, tx, tenantId, [{ event: "closed", alert: await closeAlert(tx, open, ctx.now()) }]);
  });
}

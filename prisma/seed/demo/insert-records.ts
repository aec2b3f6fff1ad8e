import { createSigningSecret } from "#lib/alerts/sign-notice.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { encryptSecrets } from "#lib/secrets/secret-box.ts";
import { insertRows } from "../insert-rows.ts";
import { alertDeeds, alertHistory, domainWithoutAuth } from "./alert-history.ts";
import { alertRows } from "./alert-rows.ts";
import type { Demo } from "./build-demo.ts";
import { auditRows } from "./deeds.ts";
import { deedsOf, noteRow, notesOf, suppressedDomainRows } from "./desk.ts";
import { importRow, reportRows } from "./import-rows.ts";
import { jobRunRows } from "./job-runs.ts";
import type { DemoPlan } from "./plan.ts";

export type RecordTarget = {
  tenantId: string;
  connectionId: string;
  seed: string;
  plan: DemoPlan;
  /** members' ids by address */
  ids: ReadonlyMap<string, string>;
};

/** What jobs and people left behind: imports, runs, notes, alerts of the past and the audit log. */
export async function insertRecords(ctx: EngineContext, tx: Tx, target: RecordTarget, demo: Demo): Promise<void> {
  const { tenantId, seed, plan, ids } = target;
  const { team, settings } = plan;
  const now = ctx.now().getTime();
  const notes = notesOf(demo, team, seed).filter((note) => note.at < now);
  const history = alertHistory(demo, { ...target, team, now, appUrl: ctx.config.appUrl });
  const secret = encryptSecrets(ctx.config.encryptionKey, { current: createSigningSecret() });
  const deeds = [
    ...deedsOf(demo, { ...target, team, notes, now, settings }),
    ...alertDeeds(history, team, { domain: domainWithoutAuth(demo, now), now }),
  ].sort((a, b) => a.at - b.at);
  const tables: Record<string, readonly Record<string, unknown>[]> = {
    imports: demo.imports.map((one) => importRow(tenantId, one)),
    import_rows: demo.imports.flatMap((one) => reportRows(tenantId, one, now)),
    suppressions: suppressedDomainRows(tenantId, team, now),
    prospect_notes: notes.map((note) => noteRow(tenantId, note, ids)),
    job_runs: jobRunRows(tenantId, { ...demo, now }, seed),
    ...alertRows(tenantId, history, secret),
    audit_log: auditRows(tenantId, deeds, { ids, seed, now }),
  };
  for (const [table, rows] of Object.entries(tables)) {
    // A console that runs may have looked at the tenant while it was empty, and found its engine off.
    if (table === "alerts") await tx.alert.deleteMany({ where: { tenant_id: tenantId } });
    await insertRows(tx, table, rows);
  }
}

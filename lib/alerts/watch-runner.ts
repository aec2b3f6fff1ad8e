import type { EngineContext } from "#lib/engine/context.ts";
import { asOnlyWatcher } from "#lib/tenancy/repo-runner-watch.ts";
import { deliverMails } from "./deliver-mails.ts";
import { deliverWebhooks } from "./deliver-webhooks.ts";
import { planWatch } from "./policy/plan-watch.ts";
import { clearAlert, type RaisedCause, raiseAlert } from "./raise-alert.ts";
import { concurrentDeliveries, watchGapMs } from "./thresholds.ts";

/** What a process knows of its own looks: since when they have followed each other without a hole, and the last one. */
export type Watch = { since: Date; lookedAt: Date };

const kind = "job_runner_silent";
const scope = { kind: "tenant", id: null, name: null } as const;

/**
 * Looks whether the job runner still begins runs. When it does not, tells every tenant concerned and delivers the notices itself, because
 * the job that does it otherwise does not come; ends the alerts at the first run. For a process that looks every minute: it hands in
 * what the last look answered, null at the first. Any number of processes may look, one at a time does.
 */
export async function watchRunner(ctx: EngineContext, watch: Watch | null): Promise<Watch> {
  const now = ctx.now();
  const hasSlept = watch === null || now.getTime() - watch.lookedAt.getTime() > watchGapMs;
  const since = hasSlept ? now : watch.since;
  const deliver = await asOnlyWatcher(ctx, kind, async (tenants) => {
    const plan = planWatch({ now, watchedSince: since, tenants });
    await forEach(ctx, plan.raise, (tenantId) => raiseAlert(ctx, tenantId, causeOf(plan.lastBegunAt)));
    await forEach(ctx, plan.clear, (tenantId) => clearAlert(ctx, tenantId, { kind, scope }));
    return plan.deliver;
  });
  await forEach(ctx, deliver ?? [], async (tenantId) => {
    await deliverWebhooks(ctx, tenantId);
    await deliverMails(ctx, tenantId);
  });
  return { since, lookedAt: ctx.now() };
}

/** A few at a time; what fails for one tenant is not to keep the others from being told. */
async function forEach(
  ctx: EngineContext,
  tenantIds: readonly string[],
  work: (tenantId: string) => Promise<void>,
): Promise<void> {
  const tell = (tenantId: string) =>
    work(tenantId).catch((err: unknown) =>
      ctx.log.error({ err, tenantId }, "a silent job runner could not be told of"),
    );
  for (let from = 0; from < tenantIds.length; from += concurrentDeliveries) {
    await Promise.all(tenantIds.slice(from, from + concurrentDeliveries).map(tell));
  }
}

function causeOf(lastBegunAt: Date | null): RaisedCause {
  const at = lastBegunAt?.toISOString() ?? null;
  return {
    kind,
    severity: "critical",
    scope,
    title: "The job runner does nothing",
    detail: `No job has begun since ${at}. Nothing is planned, sent or judged until it is back; messages in the queue wait.`,
    evidence: { last_begun_at: at },
  };
}

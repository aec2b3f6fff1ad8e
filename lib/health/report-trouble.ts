import type { EngineContext } from "#lib/engine/context.ts";
import { endAfter } from "#lib/engine/unfinished-work.ts";
import { judgeTrouble } from "./judge-trouble.ts";
import { answerWaitsMs } from "./policy/thresholds.ts";

/** Tenants of whom the job runner is being told right now. */
const underWay = new Set<string>();

/**
 * Has health judged, because messages of these scopes (numbers of their counters) bounced, were blocked or were complained about. Call
 * it after the commit. The scopes are judged in this process, which is waited for two seconds at most; the job runner is told too, to judge
 * all of the tenant seconds from now, should this process fail. Never throws, and does nothing when there are no such scopes.
 */
export async function reportTrouble(ctx: EngineContext, tenantId: string, scopes: readonly number[]): Promise<void> {
  if (scopes.length === 0) return;
  tellRunner(ctx, tenantId);
  const wait = Promise.withResolvers<void>();
  const timer = setTimeout(wait.resolve, answerWaitsMs);
  await Promise.race([judgeTrouble(ctx, tenantId, scopes), wait.promise]);
  clearTimeout(timer);
}

/** Nobody waits for it: while one report is under way it covers the next, and the clock judges anyway. */
function tellRunner(ctx: EngineContext, tenantId: string): void {
  if (underWay.has(tenantId)) return;
  underWay.add(tenantId);
  // Started in a microtask of its own, so that even a publisher that throws at once harms nobody.
  const told = Promise.resolve()
    .then(() => ctx.publish([{ type: "troubleReported", tenantId }]))
    .catch((error: unknown) => ctx.log.warn({ err: error, tenantId }, "the job runner was not told of trouble"))
    .finally(() => underWay.delete(tenantId));
  endAfter(told);
}

import type { EngineContext } from "#lib/engine/context.ts";

/** Tenants of whom the job runner is being told right now. */
const underWay = new Set<string>();

/**
 * Has a tenant's health judged seconds from now, because messages bounced, were blocked or were complained about. Call it after the
 * commit. Nobody waits for it and it never throws: while one report is under way it covers the next, and the clock judges anyway.
 */
export function reportTrouble(ctx: EngineContext, tenantId: string): void {
  if (underWay.has(tenantId)) return;
  underWay.add(tenantId);
  // Started in a microtask of its own, so that even a publisher that throws at once harms nobody.
  void Promise.resolve()
    .then(() => ctx.publish([{ type: "troubleReported", tenantId }]))
    .catch((error: unknown) => ctx.log.warn({ err: error, tenantId }, "the job runner was not told of trouble"))
    .finally(() => underWay.delete(tenantId));
}
